//! Forms that come back after a password had to be given first.

messages! {
    /// Heading words on the page with the form: what did not happen.
    kept_title {
        zh_hans: "表单尚未提交。",
        en: "The form was not sent.",
        ja: "フォームはまだ送信されていません。",
    }
    /// The form is filled in again.
    kept_filled(until: &str) {
        zh_hans: format!("提交时需要先验证密码，因此未执行任何操作。您填写的内容已填回表单（保留至 {until}），请核对后再次提交。"),
        en: format!("Your password was needed first, so nothing was done. What you entered is in the form again (kept until {until}): check it, then send it."),
        ja: format!("先にパスワードが必要だったため、何も実行されていません。入力した内容をフォームに戻しました（{until} まで保持）。確認してから送信してください。"),
    }
    /// The form holds nothing that was entered: its button is all.
    kept_again {
        zh_hans: "提交时需要先验证密码，因此未执行任何操作。如仍需执行，请再次点击按钮。",
        en: "Your password was needed first, so nothing was done. To do it, press the button again.",
        ja: "先にパスワードが必要だったため、何も実行されていません。実行するには、もう一度ボタンを押してください。",
    }
    /// The page no longer has the form.
    kept_no_form {
        zh_hans: "提交时需要先验证密码，因此未执行任何操作。此页面上现在已没有该表单。",
        en: "Your password was needed first, so nothing was done. The form is no longer on this page.",
        ja: "先にパスワードが必要だったため、何も実行されていません。このページには、そのフォームがもうありません。",
    }
    /// A file was chosen.
    kept_file {
        zh_hans: "文件未保留，请重新选择。",
        en: "The file was not kept: choose it again.",
        ja: "ファイルは保持されていません。もう一度選択してください。",
    }
    /// A password or another secret was entered.
    kept_secret {
        zh_hans: "密码和密钥未保留，请重新输入。",
        en: "Passwords and keys were not kept: enter them again.",
        ja: "パスワードと鍵は保持されていません。もう一度入力してください。",
    }
    /// Above the entries that the form has no place for.
    kept_left {
        zh_hans: "以下内容在页面上已没有对应的位置：",
        en: "There is no place for this on the page any more:",
        ja: "次の内容は、このページに入力する場所がありません。",
    }
    /// Nothing is kept under the number in the address.
    kept_gone {
        zh_hans: "此处没有为您保留的内容。表单内容保留 15 分钟，直至提交。",
        en: "Nothing is kept for you here. What a form held is kept for 15 minutes, until it is sent.",
        ja: "ここに保持されている内容はありません。入力内容の保持は 15 分間、送信するまでです。",
    }
    /// Where signing in is asked for.
    kept_sign_in(until: &str) {
        zh_hans: format!("提交表单时您的登录已过期，未执行任何操作。请在 {until} 前登录，您填写的内容会填回表单。"),
        en: format!("Your session had ended when the form arrived, so nothing was done. Sign in before {until}, and what you entered is in the form again."),
        ja: format!("フォームの送信時にセッションが終了していたため、何も実行されていません。{until} までにサインインすると、入力した内容がフォームに戻ります。"),
    }
    /// Where the password is asked for again.
    kept_reauth(until: &str) {
        zh_hans: format!("未执行任何操作。请在 {until} 前输入密码，您填写的内容会填回表单。"),
        en: format!("Nothing was done. Enter your password before {until}, and what you entered is in the form again."),
        ja: format!("何も実行されていません。{until} までにパスワードを入力すると、入力した内容がフォームに戻ります。"),
    }
}
