//! Words of an application's base information, of its keys, and of the page that makes and checks `UserSig`s.

use std::borrow::Cow;

use crate::{
    domain::user_sig::{Part, SigRefused},
    i18n::{Words, format::Format},
};

messages! {
    /// Section of the configuration page.
    base_title { zh_hans: "基础信息", en: "Base information", ja: "基本情報" }
    /// Label: how `UserSig`s are signed.
    base_algorithm { zh_hans: "签名算法", en: "Signature algorithm", ja: "署名アルゴリズム" }
    /// Label, title and crumb: the secret key.
    key_title { zh_hans: "密钥", en: "Key", ja: "シークレットキー" }
    /// The key, not shown: what a screen reader says beside the dots.
    key_hidden { zh_hans: "密钥已隐藏", en: "The key is hidden", ja: "キーは非表示です" }
    /// No key yet.
    key_none_yet { zh_hans: "首次显示或使用时生成", en: "Made when it is first shown or used", ja: "初めて表示または使用したときに作成されます" }
    /// The key is a pair.
    key_pair { zh_hans: "密钥对，私钥仅由您保管", en: "A key pair; only you have its private half", ja: "キーペア（秘密鍵はお客様だけが保管しています）" }
    /// Button.
    key_show { zh_hans: "显示密钥", en: "Show key", ja: "キーを表示" }
    /// Button: after it is shown.
    key_hide { zh_hans: "隐藏密钥", en: "Hide key", ja: "キーを隠す" }
    /// Link to the page of the key.
    key_manage { zh_hans: "管理密钥", en: "Manage key", ja: "キーの管理" }
    /// What the key is for, and who may have it.
    key_text { zh_hans: "您的服务器用密钥为用户签发 UserSig。只把它保存在服务器上，不要写进客户端或网页。", en: "Your server signs UserSigs for your users with the key. Keep it on your server only: never in an app or on a web page.", ja: "お客様のサーバーはこのキーで UserSig に署名します。キーはサーバーにのみ保管し、アプリやウェブページには含めないでください。" }
    /// Beside a button: that the password may be asked for, and that it is written down.
    key_reauth(minutes: u32) { zh_hans: format!("若 {minutes} 分钟内未验证过密码，需要重新输入。每次显示都会写入审计日志。"), en: format!("Asks for your password unless you entered it within {minutes} minutes. Each time it is shown is written to the audit log."), ja: format!("{minutes} 分以内にパスワードを入力していない場合は、再入力が必要です。表示するたびに監査ログに記録されます。") }
    /// Above the key that is shown.
    key_shown { zh_hans: "这是当前密钥。离开本页后不再显示。", en: "This is the key in force. It is gone from the screen when you leave this page.", ja: "現在のキーです。このページを離れると表示されなくなります。" }
    /// Label: when the key was made.
    key_made { zh_hans: "生成时间", en: "Made", ja: "作成日時" }
    /// Label: the older key.
    key_older { zh_hans: "旧密钥", en: "Older key", ja: "以前のキー" }
    /// Until when the older key verifies.
    key_older_until(when: &str) { zh_hans: format!("仍可验证，至 {when}"), en: format!("Still verifies, until {when}"), ja: format!("{when} まで検証に使えます") }
    /// Label: the public key.
    key_public { zh_hans: "公钥", en: "Public key", ja: "公開鍵" }
    /// That the public key goes on verifying.
    key_public_verifies { zh_hans: "用原私钥签发的 UserSig 仍然有效。", en: "UserSigs signed with your private key stay valid.", ja: "これまでの秘密鍵で署名した UserSig は引き続き有効です。" }
    /// Section and button: another key.
    key_rotate { zh_hans: "轮换密钥", en: "Rotate key", ja: "キーをローテーション" }
    /// What that is.
    key_rotate_text(hours: u32) { zh_hans: format!("生成新密钥；旧密钥在 {hours} 小时内仍可验证，您可以提前结束。"), en: format!("Makes a new key; the older one verifies for {hours} more hours, or until you end it."), ja: format!("新しいキーを作成します。以前のキーはその後 {hours} 時間、または終了するまで検証に使えます。") }
    /// Title of the dialog.
    key_rotate_title(name: &str) { zh_hans: format!("轮换“{name}”的密钥？"), en: format!("Rotate the key of {name}?"), ja: format!("「{name}」のキーをローテーションしますか？") }
    /// Consequence.
    key_rotate_now { zh_hans: "立即生成新密钥，此后由它签发。", en: "A new key is made at once and signs from then on.", ja: "新しいキーがすぐに作成され、以後の署名に使われます。" }
    /// Consequence.
    key_rotate_until(when: &str) { zh_hans: format!("旧密钥在 {when} 前仍可验证；之后用它签发的 UserSig 全部失效。"), en: format!("The older key verifies until {when}; after that every UserSig signed with it is refused."), ja: format!("以前のキーは {when} まで検証に使えます。それ以降、そのキーで署名した UserSig はすべて無効になります。") }
    /// Consequence.
    key_rotate_server { zh_hans: "请在此之前把新密钥部署到您的服务器，并让用户换用新的 UserSig。", en: "Put the new key on your server before then, and give your users new UserSigs.", ja: "それまでに新しいキーをサーバーに設定し、ユーザーに新しい UserSig を発行してください。" }
    /// Consequence.
    key_rotate_final { zh_hans: "轮换后不能换回旧密钥。", en: "The older key can’t be brought back.", ja: "以前のキーに戻すことはできません。" }
    /// Button of the dialog.
    key_rotate_act { zh_hans: "生成新密钥", en: "Make a new key", ja: "新しいキーを作成" }
    /// The safe button.
    key_keep { zh_hans: "保留当前密钥", en: "Keep the key", ja: "現在のキーを使い続ける" }
    /// Section and button: the overlap.
    key_end { zh_hans: "结束旧密钥", en: "End the older key", ja: "以前のキーを終了" }
    /// Title of the dialog.
    key_end_title(name: &str) { zh_hans: format!("结束“{name}”的旧密钥？"), en: format!("End the older key of {name}?"), ja: format!("「{name}」の以前のキーを終了しますか？") }
    /// Consequence.
    key_end_now { zh_hans: "用旧密钥签发的 UserSig 立即全部失效，仍在使用的用户将无法登录。", en: "Every UserSig signed with the older key is refused at once: users who still have one can’t sign in.", ja: "以前のキーで署名した UserSig はすぐにすべて無効になり、使用中のユーザーはログインできなくなります。" }
    /// Consequence.
    key_end_final { zh_hans: "旧密钥被销毁，不能恢复。", en: "The older key is destroyed for good.", ja: "以前のキーは破棄され、元に戻せません。" }
    /// Button of the dialog.
    key_end_act { zh_hans: "立即结束旧密钥", en: "End the older key now", ja: "以前のキーを今すぐ終了" }
    /// The safe button.
    key_end_keep { zh_hans: "保留旧密钥", en: "Keep the older key", ja: "以前のキーを残す" }
    /// Why there is nothing to end.
    key_no_older { zh_hans: "没有仍可验证的旧密钥。", en: "No older key verifies any more.", ja: "検証に使われている以前のキーはありません。" }
    /// Section: to a secret key.
    key_switch { zh_hans: "升级到 HMAC-SHA256", en: "Switch to HMAC-SHA256", ja: "HMAC-SHA256 に切り替え" }
    /// What that is.
    key_switch_text { zh_hans: "为应用生成一个密钥，签发更简单、更快。原密钥对继续有效，线上业务不受影响。升级后不能改回。", en: "Gives the application a secret key, which is simpler and faster to sign with. Your key pair goes on verifying, so nothing that runs breaks. It can’t be undone.", ja: "アプリにシークレットキーを作成します。署名がより簡単で高速になります。これまでのキーペアも引き続き検証に使えるため、稼働中のサービスに影響はありません。切り替え後は元に戻せません。" }
    /// Why there is no rotation: a key pair.
    key_refused_pair { zh_hans: "该应用使用密钥对签名，控制台没有可显示或轮换的密钥。请先升级到 HMAC-SHA256。", en: "This application signs with a key pair, so there is no secret key to show, rotate or sign with. Switch to HMAC-SHA256 first.", ja: "このアプリはキーペアで署名しているため、表示・ローテーション・署名に使えるシークレットキーがありません。先に HMAC-SHA256 に切り替えてください。" }
    /// Why there is no rotation: the overlap.
    key_refused_overlap(when: &str) { zh_hans: format!("旧密钥在 {when} 前仍可验证。请先结束旧密钥，或等它到期后再轮换。"), en: format!("An older key still verifies until {when}. End it first, or wait until then."), ja: format!("以前のキーが {when} まで検証に使われています。先に終了するか、期限までお待ちください。") }
    /// The form is too old, or was sent before.
    key_refused_stale { zh_hans: "这张表单打开太久或已提交过，密钥没有变化。请核对后再次提交。", en: "This form was open for too long or was sent before; the keys are as they were. Check them and send it once more.", ja: "フォームを開いてから時間が経ちすぎたか、送信済みです。キーは変更されていません。確認して、もう一度送信してください。" }
    /// Flash.
    key_rotated { zh_hans: "新密钥已生成。", en: "The new key is made.", ja: "新しいキーを作成しました。" }
    /// Flash.
    key_ended { zh_hans: "旧密钥已结束。", en: "The older key has ended.", ja: "以前のキーを終了しました。" }
    /// Flash.
    key_switched { zh_hans: "已升级到 HMAC-SHA256，原密钥对仍可验证。", en: "The application signs with HMAC-SHA256 now; its key pair still verifies.", ja: "HMAC-SHA256 に切り替えました。これまでのキーペアも引き続き検証に使えます。" }
    /// Title, link.
    sig_title { zh_hans: "UserSig 工具", en: "UserSig tool", ja: "UserSig ツール" }
    /// What it is.
    sig_text { zh_hans: "用于联调和排查。正式环境请由您的服务器签发 UserSig。", en: "For trying things out and finding faults. In production your own server signs UserSigs.", ja: "動作確認や不具合の調査に使います。本番環境では、お客様のサーバーで UserSig に署名してください。" }
    /// Section.
    sig_make { zh_hans: "生成 UserSig", en: "Make a UserSig", ja: "UserSig を作成" }
    /// Section.
    sig_check { zh_hans: "校验 UserSig", en: "Check a UserSig", ja: "UserSig を検証" }
    /// Label.
    sig_user { zh_hans: "用户名（UserID）", en: "User ID", ja: "ユーザー ID" }
    /// Hint.
    sig_user_hint { zh_hans: "1–32 个 ASCII 字符，建议使用字母、数字、_ 和 -", en: "1–32 printable ASCII characters; best letters, digits, _ and -", ja: "1〜32 文字の ASCII 文字。英数字、_、- の使用をおすすめします" }
    /// Label.
    sig_days { zh_hans: "有效期（天）", en: "Valid for (days)", ja: "有効な日数" }
    /// Hint.
    sig_days_hint(most: u32) { zh_hans: format!("1–{most} 的整数"), en: format!("A whole number from 1 to {most}"), ja: format!("1〜{most} の整数を入力") }
    /// Button.
    sig_make_act { zh_hans: "生成", en: "Make", ja: "作成する" }
    /// Button.
    sig_check_act { zh_hans: "校验", en: "Check", ja: "検証する" }
    /// Until when it is valid.
    sig_made(user: &str, until: &str) { zh_hans: format!("已为 {user} 生成，有效期至 {until}。"), en: format!("Made for {user}, valid until {until}."), ja: format!("{user} の UserSig を作成しました。{until} まで有効です。") }
    /// It is right.
    sig_right { zh_hans: "UserSig 有效。", en: "This UserSig is valid.", ja: "この UserSig は有効です。" }
    /// It is not, with the platform's code.
    sig_wrong(code: &str) { zh_hans: format!("UserSig 无法通过验证，错误码 {code}。"), en: format!("This UserSig is refused with code {code}."), ja: format!("この UserSig は拒否されます（エラーコード {code}）。") }
    /// Section: what stands in it.
    sig_content { zh_hans: "UserSig 的内容", en: "What the UserSig says", ja: "UserSig の内容" }
    /// Label: when it was made.
    sig_made_at { zh_hans: "签发时间", en: "Signed", ja: "署名日時" }
    /// Label: until when.
    sig_until { zh_hans: "有效期至", en: "Valid until", ja: "有効期限" }
    /// Label: what else.
    sig_userbuf { zh_hans: "附加数据（userbuf）", en: "Further data (userbuf)", ja: "追加データ（userbuf）" }
    /// How much of it.
    sig_bytes(count: &str) { zh_hans: format!("{count} 字节"), en: format!("{count} bytes"), ja: format!("{count} バイト") }
    /// A time too far off to be written.
    sig_never { zh_hans: "超出可显示的日期", en: "Beyond the dates that can be shown", ja: "表示できる日付の範囲外です" }
    /// Refused user id.
    sig_user_missing { zh_hans: "请输入用户名", en: "Enter a user ID", ja: "ユーザー ID を入力してください" }
    /// Refused user id.
    sig_user_long { zh_hans: "用户名最多 32 个字符", en: "A user ID has at most 32 characters", ja: "ユーザー ID は 32 文字以内で入力してください" }
    /// Refused user id.
    sig_user_letters { zh_hans: "用户名只能使用可打印的 ASCII 字符", en: "A user ID takes printable ASCII characters only", ja: "ユーザー ID に使えるのは印字可能な ASCII 文字だけです" }
    /// Refused days.
    sig_days_wrong(most: u32) { zh_hans: format!("请输入 1 到 {most} 之间的整数天数"), en: format!("Enter a whole number of days from 1 to {most}"), ja: format!("1 から {most} までの日数を整数で入力してください") }
    /// Refused `UserSig`: none.
    sig_missing { zh_hans: "请输入 UserSig（错误码 70002）", en: "Enter a UserSig (code 70002)", ja: "UserSig を入力してください（エラーコード 70002）" }
    /// Refused `UserSig`: too long.
    sig_too_long { zh_hans: "内容过长，不是 UserSig（错误码 70003）", en: "This is longer than any UserSig (code 70003)", ja: "UserSig としては長すぎます（エラーコード 70003）" }
    /// Refused `UserSig`: its letters.
    sig_letters { zh_hans: "UserSig 含有不应出现的字符或结尾不完整，请完整复制（错误码 70003）", en: "The UserSig has characters that belong to none, or its end is missing: copy it whole (code 70003)", ja: "UserSig に使えない文字があるか、末尾が欠けています。全体をコピーしてください（エラーコード 70003）" }
    /// Refused `UserSig`: does not unpack.
    sig_packing { zh_hans: "UserSig 无法解压，可能被截断或改动（错误码 70003）", en: "The UserSig does not unpack: it was cut off or changed (code 70003)", ja: "UserSig を展開できません。途中で切れているか、変更されています（エラーコード 70003）" }
    /// Refused `UserSig`: its fields.
    sig_fields { zh_hans: "解压后的内容不是 UserSig 的字段（错误码 70003）", en: "What it unpacks to is not the fields of a UserSig (code 70003)", ja: "展開した内容が UserSig の形式ではありません（エラーコード 70003）" }
    /// Wrong part: the app.
    sig_other_app(app: &str) { zh_hans: format!("SDKAppID 不符：它是为应用 {app} 签发的。"), en: format!("The SDKAppID differs: it was signed for application {app}."), ja: format!("SDKAppID が異なります。アプリ {app} 用に署名されています。") }
    /// Wrong part: the user.
    sig_other_user { zh_hans: "用户名不符：它是为另一个用户签发的。", en: "The user ID differs: it was signed for another user.", ja: "ユーザー ID が異なります。別のユーザー用に署名されています。" }
    /// Wrong part: no public key.
    sig_no_public { zh_hans: "它用密钥对签名（ECDSA-SHA256），而该应用没有公钥。", en: "It is signed with a key pair (ECDSA-SHA256), and this application has no public key.", ja: "キーペア（ECDSA-SHA256）で署名されていますが、このアプリには公開鍵がありません。" }
    /// Wrong part: the signature.
    sig_wrong_key { zh_hans: "签名不符：密钥不是该应用现在可用的密钥，或内容签名后被改动。", en: "The signature does not fit: it was made with a key that this application does not verify with now, or the content was changed afterwards.", ja: "署名が一致しません。このアプリで現在有効なキーで署名されていないか、署名後に内容が変更されています。" }
    /// Wrong part: the time.
    sig_expired(when: &str) { zh_hans: format!("已过期：有效期至 {when}。"), en: format!("It has expired: it was valid until {when}."), ja: format!("有効期限が切れています（{when} まで）。") }
}

impl Words {
    /// Which part of a `UserSig` is wrong.
    #[must_use]
    pub fn sig_refused(self, refused: &SigRefused, format: Format) -> Cow<'static, str> {
        match refused {
            SigRefused::Empty => self.sig_missing(),
            SigRefused::Malformed(Part::Length) => self.sig_too_long(),
            SigRefused::Malformed(Part::Letters) => self.sig_letters(),
            SigRefused::Malformed(Part::Packing) => self.sig_packing(),
            SigRefused::Malformed(Part::Fields) => self.sig_fields(),
            SigRefused::OtherApp(app) => self.sig_other_app(&app.to_string()),
            SigRefused::OtherUser => self.sig_other_user(),
            SigRefused::NoPublicKey => self.sig_no_public(),
            SigRefused::WrongKey => self.sig_wrong_key(),
            SigRefused::Expired(until) => self.sig_expired(&format.date_time_zoned(*until)),
        }
    }
}
