//! Words of setting a new password with a code, and of mail (A1, SEC10).

messages! {
    /// Title, and link of the sign-in page.
    reset_title { zh_hans: "重置密码", en: "Reset your password", ja: "パスワードの再設定" }
    /// Link of the sign-in page.
    reset_link { zh_hans: "忘记密码？", en: "Forgot your password?", ja: "パスワードをお忘れですか？" }
    /// What is asked for.
    reset_text { zh_hans: "请输入注册邮箱。如有此账号，我们会发送一个 15 分钟内有效的重置码。", en: "Enter the address that you signed up with. If there is an account for it, we send a code that is good for 15 minutes.", ja: "登録したメールアドレスを入力してください。アカウントがあれば、15 分間有効なコードをお送りします。" }
    /// Button.
    reset_send { zh_hans: "发送重置码", en: "Send a code", ja: "コードを送る" }
    /// Without a mail server.
    reset_no_mail { zh_hans: "此控制台未设置邮件，无法发送重置码。请联系控制台的运营人员，由其核实身份后提供重置码。", en: "This console sends no mail, so it can’t send a code. Ask its operators: they can give you one after they have made sure who you are.", ja: "このコンソールはメールを送信しないため、コードをお送りできません。運営担当者にご連絡ください。本人であることを確認したうえで、コードをお渡しします。" }
    /// Link to the second step.
    reset_have_code { zh_hans: "已有重置码", en: "I have a code", ja: "コードを持っています" }
    /// Title of the second step.
    reset_code_title { zh_hans: "用重置码设置新密码", en: "Set a new password with a code", ja: "コードで新しいパスワードを設定" }
    /// Notice after the first step.
    reset_sent { zh_hans: "如有此账号，重置码已在发送途中。请查收邮件，包括垃圾邮件。", en: "If there is an account for this address, a code is on its way. Look into your mail, junk mail too.", ja: "アカウントがあれば、コードをお送りしています。迷惑メールも含めてご確認ください。" }
    /// Field.
    reset_code { zh_hans: "重置码", en: "Code", ja: "再設定コード" }
    /// Under the field.
    reset_code_hint { zh_hans: "26 个字母和数字，可不输入连字符。", en: "26 letters and digits; the dashes can be left out.", ja: "英数字 26 文字です。ハイフンは省略できます。" }
    /// Button.
    reset_set { zh_hans: "设置新密码并退出所有设备", en: "Set the password and sign out everywhere", ja: "新しいパスワードにして、すべての端末をサインアウト" }
    /// No code.
    reset_code_missing { zh_hans: "请输入重置码", en: "Enter the code", ja: "コードを入力してください" }
    /// A wrong code.
    reset_code_wrong { zh_hans: "重置码不正确、已使用或已过期，请重新获取", en: "This code is wrong, was used or is too old. Ask for another one.", ja: "コードが違うか、使用済み、または期限切れです。もう一度お申し込みください" }
    /// Notice after it was set.
    reset_done { zh_hans: "新密码已设置，请登录。", en: "The new password is set. Please sign in.", ja: "新しいパスワードを設定しました。サインインしてください。" }
    /// End of a mail.
    mail_foot(address: &str) { zh_hans: format!("全部消息：{address}/messages\n此邮件由系统自动发送，请勿回复。"), en: format!("All messages: {address}/messages\nThis mail was sent automatically. Please don’t answer it."), ja: format!("すべてのお知らせ：{address}/messages\nこのメールは自動送信です。返信はできません。") }
    /// Title of the mail with a code.
    reset_mail_title { zh_hans: "重置密码的验证码", en: "Your code for a new password", ja: "パスワード再設定のコード" }
    /// The mail with a code.
    reset_mail_text(address: &str, code: &str, until: &str) {
        zh_hans: format!("请打开 {address}/reset/code 并输入：\n\n{code}\n\n有效期至 {until}，只能使用一次。如非本人操作，请忽略此邮件，密码不会改变。"),
        en: format!("Open {address}/reset/code and enter:\n\n{code}\n\nIt is good until {until}, and once. If you did not ask for it, ignore this mail: your password stays as it is."),
        ja: format!("{address}/reset/code を開き、次のコードを入力してください。\n\n{code}\n\n有効期限は {until} で、1 回だけ使えます。心当たりがない場合は、このメールを破棄してください。パスワードは変わりません。"),
    }
}
