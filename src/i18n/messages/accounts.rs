//! Words of signing up, signing in and out, the password, the sessions and the verification.

use std::borrow::Cow;

use crate::{
    domain::account::{Holder, Verification},
    i18n::Words,
};

messages! {
    /// What a sandbox says of itself on every page.
    sandbox_at(now: &str) { zh_hans: format!("沙箱 · {now}"), en: format!("Sandbox · {now}"), ja: format!("サンドボックス · {now}") }

    /// Title of sign-in.
    sign_in_title { zh_hans: "登录", en: "Sign in", ja: "サインイン" }
    /// Title of the operators' sign-in.
    sign_in_operator_title { zh_hans: "运营人员登录", en: "Operator sign-in", ja: "運営担当者のサインイン" }
    /// Button that signs in.
    sign_in_button { zh_hans: "登录", en: "Sign in", ja: "サインインする" }
    /// Link to sign-in from a page without a frame.
    sign_in_go { zh_hans: "前往登录", en: "Go to sign-in", ja: "サインインへ進む" }
    /// Asks who has no account.
    sign_in_no_account { zh_hans: "还没有账号？", en: "No account yet?", ja: "アカウントをお持ちでない場合：" }
    /// Whatever is wrong with signing in.
    sign_in_wrong { zh_hans: "邮箱或密码不正确，请检查后重新输入", en: "The email or the password is not right. Check both and enter them again", ja: "メールアドレスまたはパスワードが正しくありません。確認して入力し直してください" }

    /// Title of signing up.
    sign_up_title { zh_hans: "注册账号", en: "Create an account", ja: "アカウントの作成" }
    /// Button that signs up.
    sign_up_button { zh_hans: "创建账号", en: "Create account", ja: "アカウントを作成" }
    /// What the address is for.
    sign_up_email_hint { zh_hans: "用于登录，注册后不能更改", en: "You sign in with it; it cannot be changed later", ja: "サインインに使用します。後から変更できません" }
    /// Another user has the address.
    sign_up_email_taken { zh_hans: "此邮箱已注册，请直接登录或换一个邮箱", en: "This email has an account. Sign in, or use another email", ja: "このメールアドレスは登録済みです。サインインするか、別のアドレスを入力してください" }
    /// Asks who has an account.
    sign_up_have_account { zh_hans: "已有账号？", en: "Have an account?", ja: "すでにアカウントをお持ちの場合：" }

    /// Title after signing out.
    signed_out_title { zh_hans: "您已退出登录", en: "You are signed out", ja: "サインアウトしました" }
    /// Text after signing out.
    signed_out_text { zh_hans: "此设备上的会话已结束。", en: "The session on this device has ended.", ja: "この端末のセッションは終了しました。" }
    /// Link to sign-in after signing out.
    signed_out_again { zh_hans: "重新登录", en: "Sign in again", ja: "もう一度サインイン" }

    /// Title of asking for the password again.
    reauth_title { zh_hans: "请再次输入密码", en: "Enter your password again", ja: "パスワードの再入力" }
    /// Why it is asked for.
    reauth_text(minutes: u32) {
        zh_hans: format!("接下来的操作涉及资金、密钥或账号安全，需要确认是您本人。确认后 {minutes} 分钟内有效，操作不会自动执行。"),
        en: format!("What comes next touches money, keys or your account’s security, so we check that it is you. This holds for {minutes} minutes; nothing is done until you press its button."),
        ja: format!("次の操作は料金、キー、またはアカウントの安全に関わるため、ご本人であることを確認します。確認は {minutes} 分間有効です。操作が自動的に実行されることはありません。"),
    }
    /// Button that hands the password in.
    reauth_button { zh_hans: "确认身份并继续", en: "Confirm and continue", ja: "確認して続ける" }
    /// The password is another one.
    reauth_wrong { zh_hans: "密码不正确，请重新输入", en: "The password is not right. Enter it again", ja: "パスワードが正しくありません。入力し直してください" }

    /// Title of the page of password and sessions.
    account_title { zh_hans: "账号安全", en: "Account security", ja: "アカウントのセキュリティ" }
    /// Heading of the list of sessions.
    account_sessions { zh_hans: "已登录的会话", en: "Sessions", ja: "サインイン中のセッション" }
    /// What the list is for.
    account_sessions_text {
        zh_hans: "如果有您不认识的会话，请结束它并修改密码。30 分钟无操作或登录满 8 小时后，会话自动结束。",
        en: "If you do not know one of these, end it and change your password. A session ends after 30 minutes without use, and after 8 hours in any case.",
        ja: "見覚えのないセッションは終了し、パスワードを変更してください。30 分間操作がないか、サインインから 8 時間が経過すると自動的に終了します。",
    }
    /// Column: what the browser calls itself.
    account_agent { zh_hans: "设备与浏览器", en: "Device and browser", ja: "端末とブラウザー" }
    /// Where a browser says nothing of itself.
    account_unknown_agent { zh_hans: "未知设备", en: "Unknown device", ja: "不明な端末" }
    /// Column: the network address.
    account_ip { zh_hans: "IP 地址", en: "IP address", ja: "IPアドレス" }
    /// Column: since when.
    account_since { zh_hans: "登录时间", en: "Signed in", ja: "サインイン日時" }
    /// Column: the last request.
    account_seen { zh_hans: "最近使用", en: "Last used", ja: "最後に使った日時" }
    /// Marks the session that is looking.
    account_this_session { zh_hans: "当前会话", en: "This session", ja: "このセッション" }
    /// Button that ends a session.
    account_end { zh_hans: "结束会话", en: "End session", ja: "終了する" }
    /// Button that ends every other session.
    account_end_others { zh_hans: "结束其他所有会话", en: "End all other sessions", ja: "ほかのセッションをすべて終了" }

    /// Heading of the form for a new password.
    password_title { zh_hans: "修改密码", en: "Change password", ja: "パスワードの変更" }
    /// Label of the present password.
    password_current { zh_hans: "当前密码", en: "Current password", ja: "現在のパスワード" }
    /// Label of the new password.
    password_new { zh_hans: "新密码", en: "New password", ja: "新しいパスワード" }
    /// What a password must be.
    password_hint { zh_hans: "至少 12 个字符，可以使用空格和任意文字", en: "At least 12 characters; spaces and any letters are fine", ja: "12 文字以上。スペースやあらゆる文字を使用できます" }
    /// Box that ends the other sessions.
    password_end_others { zh_hans: "同时结束其他所有会话", en: "End all other sessions", ja: "ほかのセッションもすべて終了する" }
    /// Button that changes the password.
    password_button { zh_hans: "修改密码", en: "Change password", ja: "パスワードを変更" }
    /// The present password is another one.
    password_current_wrong { zh_hans: "当前密码不正确，请重新输入", en: "The current password is not right. Enter it again", ja: "現在のパスワードが正しくありません。入力し直してください" }
    /// Another change came first.
    password_overtaken {
        zh_hans: "密码刚刚已在别处修改。请用新密码重新登录。",
        en: "The password has just been changed elsewhere. Sign in with the new one.",
        ja: "パスワードは別の場所で変更されました。新しいパスワードでサインインしてください。",
    }
    /// Heading of the notice about a one-time secret.
    operator_secret_heading { zh_hans: "请先设置您自己的密码", en: "Set a password of your own first", ja: "先にご自身のパスワードを設定してください" }
    /// Text of the notice about a one-time secret.
    operator_secret_text { zh_hans: "您使用一次性密钥登录。把它填入“当前密码”，设置新密码后即可使用后台。", en: "You signed in with a one-time secret. Enter it as the current password; the rest opens once you have set a new one.", ja: "ワンタイムの初期パスワードでサインインしています。「現在のパスワード」に入力し、新しいパスワードを設定すると利用できます。" }

    /// State: nothing submitted.
    verification_none { zh_hans: "未认证", en: "Not verified", ja: "手続き前" }
    /// State: waits for a decision.
    verification_waiting { zh_hans: "审核中", en: "Under review", ja: "審査待ち" }
    /// State: verified.
    verification_approved { zh_hans: "已认证", en: "Verified", ja: "確認済み" }
    /// State: refused.
    verification_refused { zh_hans: "未通过", en: "Not accepted", ja: "差し戻し" }
    /// What to do when nothing was submitted.
    verification_none_text { zh_hans: "购买套餐前需要完成实名认证。创建和试用应用不受影响。", en: "Verification is needed before anything can be bought. Creating and trying applications works without it.", ja: "プランの購入には本人確認が必要です。アプリの作成と体験版の利用は確認前でも可能です。" }
    /// What to expect while it waits.
    verification_submitted_text { zh_hans: "资料已提交，运营人员正在审核。审核期间不能修改。", en: "An operator is reviewing what you submitted. It cannot be changed meanwhile.", ja: "提出内容を担当者が審査しています。審査中は変更できません。" }
    /// What is possible once verified.
    verification_approved_text { zh_hans: "认证已通过，可以购买套餐。", en: "You are verified and can buy packages.", ja: "確認が完了しました。プランを購入できます。" }
    /// What to do when it was refused.
    verification_refused_text { zh_hans: "认证未通过。请根据原因修改后重新提交。", en: "The verification was not accepted. Mend what the reason says and submit it again.", ja: "承認されませんでした。理由を確認し、修正して再度提出してください。" }
    /// Heading of the operator's reason.
    verification_reason { zh_hans: "未通过原因：", en: "Reason:", ja: "差し戻しの理由：" }
    /// Heading of what was submitted.
    verification_submitted { zh_hans: "最近提交的资料", en: "Last submission", ja: "直近の提出内容" }
    /// Label: when it was submitted.
    verification_at { zh_hans: "提交时间", en: "Submitted", ja: "提出した日時" }
    /// Heading of the form.
    verification_form { zh_hans: "提交认证资料", en: "Submit your details", ja: "情報の提出" }
    /// Label: a person or a company.
    verification_holder { zh_hans: "认证类型", en: "Account holder", ja: "名義の種別" }
    /// A person.
    holder_individual { zh_hans: "个人", en: "Individual", ja: "個人のお客様" }
    /// A company.
    holder_enterprise { zh_hans: "企业", en: "Company", ja: "法人のお客様" }
    /// Label: the name in the papers.
    verification_legal_name { zh_hans: "姓名或企业名称", en: "Legal name", ja: "氏名または法人名" }
    /// How the name is to be written.
    verification_legal_name_hint { zh_hans: "与证件上的名称一致，最多 100 个字", en: "As in the document, up to 100 characters", ja: "書類の記載どおりに、100 文字以内で入力してください" }
    /// Label: the number of the papers.
    verification_document_no { zh_hans: "证件号码", en: "Document number", ja: "書類の番号" }
    /// What papers are meant.
    verification_document_no_hint { zh_hans: "身份证号码或统一社会信用代码，5–30 位字母、数字或连字符", en: "Of an identity document or a company registration: 5–30 letters, digits or hyphens", ja: "身分証または登記の番号。英数字とハイフンで 5～30 文字" }
    /// Button that submits the verification.
    verification_button { zh_hans: "提交审核", en: "Submit for review", ja: "審査に提出" }
    /// One waits already.
    verification_waits { zh_hans: "已有一份资料正在审核，请等待结果。", en: "A submission is under review already. Please wait for its result.", ja: "すでに審査中の提出があります。結果をお待ちください。" }
    /// It is approved already.
    verification_is_approved { zh_hans: "账号已通过认证，无需再次提交。", en: "The account is verified; nothing more is needed.", ja: "アカウントは確認済みです。再提出は不要です。" }

    /// Notice after changing the password.
    notice_password_changed { zh_hans: "密码已修改，其他会话仍保持登录。", en: "Your password was changed. Your other sessions stay signed in.", ja: "パスワードを変更しました。ほかのセッションは継続しています。" }
    /// Notice after changing the password and ending every other session.
    notice_password_changed_everywhere { zh_hans: "密码已修改，其他会话均已结束。", en: "Your password was changed and your other sessions were ended.", ja: "パスワードを変更し、ほかのセッションをすべて終了しました。" }
    /// Notice after ending a session.
    notice_session_ended { zh_hans: "该会话已结束。", en: "The session was ended.", ja: "セッションを終了しました。" }
    /// Notice after ending every other session.
    notice_sessions_ended { zh_hans: "其他会话均已结束。", en: "Your other sessions were ended.", ja: "ほかのセッションをすべて終了しました。" }
    /// Notice after submitting a verification.
    notice_verification_submitted { zh_hans: "认证资料已提交，等待审核。", en: "Your details were submitted and wait for review.", ja: "情報を提出しました。審査をお待ちください。" }
    /// Notice after signing up.
    notice_welcome { zh_hans: "账号已创建，您已登录。", en: "Your account is ready and you are signed in.", ja: "アカウントを作成し、サインインしました。" }
}

impl Words {
    /// The name of a state of verification.
    #[must_use]
    pub fn verification_state(self, state: Verification) -> Cow<'static, str> {
        match state {
            Verification::None => self.verification_none(),
            Verification::Submitted => self.verification_waiting(),
            Verification::Approved => self.verification_approved(),
            Verification::Refused => self.verification_refused(),
        }
    }

    /// The name of a kind of account holder.
    #[must_use]
    pub fn holder_name(self, holder: Holder) -> Cow<'static, str> {
        match holder {
            Holder::Individual => self.holder_individual(),
            Holder::Enterprise => self.holder_enterprise(),
        }
    }
}
