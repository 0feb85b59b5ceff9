//! Words of offline push certificates.

use std::borrow::Cow;

use crate::domain::push::{ClickAction, EntryRefused, Environment, Field, Vendor};
use crate::i18n::{Words, format::Format};

messages! {
    /// Section of the configuration page, and crumb.
    push_title { zh_hans: "离线推送证书", en: "Offline push certificates", ja: "オフラインプッシュ証明書" }
    /// No certificates yet.
    push_none { zh_hans: "尚未添加证书。添加后，用户关闭应用时也能收到消息通知。", en: "No certificates yet. With one, users are notified of messages while your app is closed.", ja: "証明書はまだありません。追加すると、アプリを閉じているユーザーにもメッセージが通知されます。" }
    /// Button and title.
    push_add { zh_hans: "添加证书", en: "Add certificate", ja: "証明書を追加" }
    /// Label: the number that clients report.
    push_number { zh_hans: "证书 ID", en: "Certificate ID", ja: "証明書の ID" }
    /// When a certificate ends.
    push_ends(when: &str, days: u32) { zh_hans: format!("{when} 到期，剩余 {days} 天"), en: format!("Expires {when}, {days} days left"), ja: format!("{when} に期限切れ、残り {days} 日") }
    /// When a certificate ended.
    push_ended(when: &str) { zh_hans: format!("已于 {when} 到期"), en: format!("Expired {when}"), ja: format!("{when} に期限切れになりました") }
    /// The end of a secret.
    push_tail(tail: &str) { zh_hans: format!("密钥末四位 {tail}"), en: format!("Key ends in {tail}"), ja: format!("キーの末尾 4 文字は {tail}") }
    /// Label: a hash.
    push_fingerprint { zh_hans: "SHA-256 指纹", en: "SHA-256 fingerprint", ja: "SHA-256 フィンガープリント" }
    /// A hash.
    push_fingerprint_of(print: &str) { zh_hans: format!("SHA-256 指纹 {print}"), en: format!("SHA-256 fingerprint {print}"), ja: format!("SHA-256 フィンガープリント {print}") }
    /// What certificates are for.
    push_text { zh_hans: "填写推送厂商提供的信息。证书在保存后 10 分钟内生效；密钥加密保存，不会再次显示。", en: "Enter what the vendor of the push service gave you. A certificate takes effect within 10 minutes of being saved; its secrets are kept encrypted and never shown again.", ja: "プッシュサービスのベンダーから提供された情報を入力してください。証明書は保存後 10 分以内に有効になります。シークレットは暗号化して保管され、再び表示されることはありません。" }
    /// Heading: the vendors.
    push_choose { zh_hans: "选择推送厂商", en: "Choose the vendor", ja: "ベンダーを選択" }
    /// Link back to the vendors.
    push_other_vendor { zh_hans: "更换厂商", en: "Other vendor", ja: "別のベンダー" }
    /// Button: sends a file.
    push_upload { zh_hans: "上传并核对", en: "Upload and check", ja: "アップロードして確認" }
    /// Button: saves.
    push_save { zh_hans: "保存证书", en: "Save certificate", ja: "証明書を保存" }
    /// Title of the page that shows what is in a file.
    push_check { zh_hans: "核对证书", en: "Check the certificate", ja: "証明書の確認" }
    /// What that page is for.
    push_check_text { zh_hans: "证书尚未保存。未保存的上传将在一小时后删除。", en: "It is not saved yet. An upload that is not saved is deleted after an hour.", ja: "まだ保存されていません。保存されないアップロードは 1 時間後に削除されます。" }
    /// Link: uploads another file.
    push_again { zh_hans: "重新上传", en: "Upload another", ja: "別のファイルをアップロード" }
    /// Label: whose certificate it is.
    push_subject { zh_hans: "证书主体", en: "Subject", ja: "サブジェクト" }
    /// Label: the service account.
    push_account { zh_hans: "服务账号", en: "Service account", ja: "サービスアカウント" }
    /// Link: deletes.
    push_delete { zh_hans: "删除证书", en: "Delete certificate", ja: "証明書を削除" }
    /// Title of the page that confirms it.
    push_delete_title(what: &str) { zh_hans: format!("删除证书“{what}”？"), en: format!("Delete the certificate {what}?"), ja: format!("証明書「{what}」を削除しますか？") }
    /// Consequence.
    push_delete_stops { zh_hans: "使用此证书的设备将立即收不到离线推送。", en: "Devices that use it get no offline pushes any more, at once.", ja: "この証明書を使うデバイスは、すぐにオフラインプッシュを受信できなくなります。" }
    /// Consequence.
    push_delete_final { zh_hans: "删除后无法恢复；新证书会有新的 ID，客户端需要更新。", en: "It can’t be restored; a new certificate has a new ID, which clients must report instead.", ja: "元に戻せません。新しい証明書の ID は変わるため、クライアントの更新が必要です。" }
    /// Label: what is typed.
    push_delete_label(number: &str) { zh_hans: format!("请输入证书 ID {number} 以确认"), en: format!("Type the certificate ID {number} to confirm"), ja: format!("確認のため、証明書 ID {number} を入力してください") }
    /// Button.
    push_delete_act { zh_hans: "永久删除", en: "Delete for good", ja: "完全に削除する" }
    /// Safe button.
    push_keep { zh_hans: "保留证书", en: "Keep it", ja: "証明書を残す" }
    /// Refusal: the typed number.
    push_refused_number { zh_hans: "输入的内容与证书 ID 不一致。", en: "That is not the ID of the certificate.", ja: "入力した内容が証明書 ID と一致しません。" }
    /// Refusal: ten of a platform.
    push_refused_limit { zh_hans: "每个平台最多 10 个证书。请先删除不再使用的证书。", en: "A platform can have 10 certificates. Delete one that is not used any more first.", ja: "証明書はプラットフォームごとに最大 10 件です。使っていない証明書を先に削除してください。" }
    /// Notice.
    push_added { zh_hans: "证书已添加。", en: "The certificate was added.", ja: "証明書を追加しました。" }
    /// Notice.
    push_deleted { zh_hans: "证书已删除。", en: "The certificate was deleted.", ja: "証明書を削除しました。" }
    /// Hint: what may be uploaded.
    push_file_hint(ending: &str, kilobytes: usize) { zh_hans: format!(".{ending} 文件，最大 {kilobytes} KB"), en: format!("A .{ending} file of {kilobytes} KB at most"), ja: format!(".{ending} ファイル（最大 {kilobytes} KB）") }

    /// Vendor.
    push_vendor_apns { zh_hans: "APNs（.p12 证书）", en: "APNs (.p12 certificate)", ja: "APNs（.p12 証明書ファイル）" }
    /// Vendor.
    push_vendor_apns_key { zh_hans: "APNs（.p8 密钥）", en: "APNs (.p8 key)", ja: "APNs（.p8 キー）" }
    /// Vendor.
    push_vendor_huawei { zh_hans: "华为", en: "Huawei", ja: "ファーウェイ" }
    /// Vendor.
    push_vendor_honor { zh_hans: "荣耀", en: "Honor", ja: "オナー（Honor）" }
    /// Vendor.
    push_vendor_xiaomi { zh_hans: "小米", en: "Xiaomi", ja: "シャオミ" }
    /// Vendor.
    push_vendor_oppo { zh_hans: "OPPO 推送", en: "OPPO", ja: "OPPO プッシュ" }
    /// Vendor.
    push_vendor_vivo { zh_hans: "vivo 推送", en: "vivo", ja: "vivo プッシュ" }
    /// Vendor.
    push_vendor_meizu { zh_hans: "魅族", en: "Meizu", ja: "メイズ（Meizu）" }
    /// Vendor.
    push_vendor_fcm { zh_hans: "谷歌 FCM", en: "Google FCM", ja: "グーグル FCM" }

    /// Field.
    push_field_file { zh_hans: "文件", en: "File", ja: "ファイル" }
    /// Field.
    push_field_password { zh_hans: "文件密码", en: "Password of the file", ja: "ファイルのパスワード" }
    /// Field.
    push_field_key_id { zh_hans: "密钥 ID（Key ID）", en: "Key ID", ja: "キー ID" }
    /// Field.
    push_field_team_id { zh_hans: "团队 ID（Team ID）", en: "Team ID", ja: "チーム ID" }
    /// Field.
    push_field_bundle { zh_hans: "应用包 ID（Bundle ID）", en: "Bundle ID", ja: "バンドル ID" }
    /// Field.
    push_field_package { zh_hans: "应用包名", en: "Package name", ja: "パッケージ名" }
    /// Field.
    push_field_app_id { zh_hans: "厂商 AppID", en: "AppID", ja: "ベンダーの AppID" }
    /// Field.
    push_field_project { zh_hans: "项目 ID", en: "Project ID", ja: "プロジェクト ID" }
    /// Field.
    push_field_app_key { zh_hans: "厂商 AppKey", en: "AppKey", ja: "ベンダーの AppKey" }
    /// Field.
    push_field_client_id { zh_hans: "厂商 ClientID", en: "ClientID", ja: "ベンダーの ClientID" }
    /// Field.
    push_field_app_secret { zh_hans: "厂商 AppSecret", en: "AppSecret", ja: "ベンダーの AppSecret" }
    /// Field.
    push_field_client_secret { zh_hans: "厂商 ClientSecret", en: "ClientSecret", ja: "ベンダーの ClientSecret" }
    /// Field.
    push_field_master_secret { zh_hans: "厂商 MasterSecret", en: "MasterSecret", ja: "ベンダーの MasterSecret" }
    /// Field.
    push_field_channel { zh_hans: "通道 ID（ChannelID）", en: "ChannelID", ja: "チャンネル ID" }
    /// Field.
    push_field_badge { zh_hans: "角标参数：入口 Activity（选填）", en: "Badge parameter: entry Activity (optional)", ja: "バッジ用の起動 Activity（任意）" }
    /// Field.
    push_field_click { zh_hans: "点击通知后", en: "When a notification is tapped", ja: "通知をタップしたとき" }
    /// Field.
    push_field_target { zh_hans: "网页或指定界面", en: "Web page or page of the app", ja: "ウェブページまたはアプリの画面" }
    /// Field.
    push_field_environment { zh_hans: "推送环境", en: "Environment", ja: "プッシュ環境" }
    /// Field.
    push_field_mutable { zh_hans: "启用 mutable-content", en: "Turn mutable-content on", ja: "mutable-content を有効にする" }
    /// Choice.
    push_development { zh_hans: "开发环境", en: "Development", ja: "開発向け" }
    /// Choice.
    push_production { zh_hans: "生产环境", en: "Production", ja: "本番向け" }
    /// Choice.
    push_click_app { zh_hans: "打开应用", en: "Open the app", ja: "アプリを開く" }
    /// Choice.
    push_click_web { zh_hans: "打开网页", en: "Open a web page", ja: "ウェブページを開く" }
    /// Choice.
    push_click_page { zh_hans: "打开应用内指定界面", en: "Open a page of the app", ja: "アプリ内の画面を開く" }
    /// Choice that is on.
    push_yes { zh_hans: "已启用", en: "On", ja: "オン" }
    /// Hint.
    push_hint_intent { zh_hans: "打开网页：以 https:// 开头的地址；打开指定界面：intent 地址。打开应用时留空。", en: "For a web page its address with https://; for a page of the app its intent address. Leave it empty to open the app.", ja: "ウェブページは https:// で始まるアドレス、アプリの画面は intent アドレスを入力してください。アプリを開く場合は空欄にします。" }
    /// Hint.
    push_hint_activity { zh_hans: "打开网页：以 https:// 开头的地址；打开指定界面：Activity 类名。打开应用时留空。", en: "For a web page its address with https://; for a page of the app the class of its Activity. Leave it empty to open the app.", ja: "ウェブページは https:// で始まるアドレス、アプリの画面は Activity のクラス名を入力してください。アプリを開く場合は空欄にします。" }
    /// Hint.
    push_hint_environment { zh_hans: "商店版本需要生产环境；证书必须支持所选环境。", en: "Builds from the store need production; the certificate must serve what you choose.", ja: "ストア版には本番向けが必要です。証明書が選択した環境に対応している必要があります。" }

    /// Refusal.
    push_wrong_missing { zh_hans: "请填写或选择此项。", en: "Enter or choose this.", ja: "この項目を入力または選択してください。" }
    /// Refusal.
    push_wrong_apple_id { zh_hans: "应为 10 位大写字母和数字。", en: "Enter 10 capital letters and digits.", ja: "10 桁の英大文字と数字で入力してください。" }
    /// Refusal.
    push_wrong_name { zh_hans: "应为以点分隔的名称，例如 com.example.app。", en: "Enter a name with dots, such as com.example.app.", ja: "com.example.app のように、ドットで区切った名前を入力してください。" }
    /// Refusal.
    push_wrong_number { zh_hans: "只能包含英文字母、数字和 - _ . : ，最多 200 个字符。", en: "Use letters, digits and - _ . : only, 200 characters at most.", ja: "英数字と - _ . : のみ、200 文字以内で入力してください。" }
    /// Refusal.
    push_wrong_secret { zh_hans: "只能包含可见的英文字符，不含空格，最多 200 个字符。", en: "Use visible ASCII characters without blanks, 200 at most.", ja: "空白を除く半角の表示可能な文字のみ、200 文字以内で入力してください。" }
    /// Refusal.
    push_wrong_target { zh_hans: "地址或类名与点击后的动作不符。", en: "This is not the address or class that the action needs.", ja: "アドレスまたはクラス名が、選択した動作に合っていません。" }
    /// Refusal.
    push_wrong_choice { zh_hans: "请选择列出的一项。", en: "Choose one of those listed.", ja: "表示されている項目から選択してください。" }
    /// Refusal.
    push_wrong_extension { zh_hans: "文件类型不正确。", en: "The file is of another type.", ja: "ファイルの種類が正しくありません。" }
    /// Refusal.
    push_wrong_large { zh_hans: "文件太大。", en: "The file is too large.", ja: "ファイルが大きすぎます。" }
    /// Refusal.
    push_wrong_unreadable { zh_hans: "无法读取文件。请从厂商后台或钥匙串重新导出。", en: "The file can’t be read. Export it again.", ja: "ファイルを読み取れません。もう一度エクスポートしてください。" }
    /// Refusal.
    push_wrong_password { zh_hans: "密码无法打开此文件。", en: "This password does not open the file.", ja: "このパスワードではファイルを開けません。" }
    /// Refusal.
    push_wrong_costly { zh_hans: "打开此文件的计算量过大。请用常规设置重新导出。", en: "The file takes too much work to open. Export it again with ordinary settings.", ja: "ファイルを開くための計算量が多すぎます。標準の設定でもう一度エクスポートしてください。" }
    /// Refusal.
    push_wrong_no_key { zh_hans: "文件中没有私钥。请连同私钥一起导出。", en: "There is no private key in the file. Export the certificate with its key.", ja: "ファイルに秘密鍵がありません。秘密鍵と一緒にエクスポートしてください。" }
    /// Refusal.
    push_wrong_no_certificate { zh_hans: "文件中没有与私钥匹配的证书。", en: "No certificate in the file belongs to its private key.", ja: "ファイルに、秘密鍵に対応する証明書がありません。" }
    /// Refusal.
    push_wrong_not_push { zh_hans: "这不是 Apple 推送证书。", en: "This is not an Apple certificate for push.", ja: "Apple のプッシュ証明書ではありません。" }
    /// Refusal.
    push_wrong_development { zh_hans: "此证书仅支持开发环境。", en: "This certificate serves development only.", ja: "この証明書は開発向けのみに対応しています。" }
    /// Refusal.
    push_wrong_production { zh_hans: "此证书仅支持生产环境。", en: "This certificate serves production only.", ja: "この証明書は本番向けのみに対応しています。" }
    /// Refusal.
    push_wrong_expired(when: &str) { zh_hans: format!("证书已于 {when} 到期。"), en: format!("The certificate expired on {when}."), ja: format!("証明書は {when} に期限切れになりました。") }
    /// Refusal.
    push_wrong_key_kind { zh_hans: "文件中的密钥类型不正确。", en: "The key in the file is of another kind.", ja: "ファイルのキーの種類が正しくありません。" }
    /// Refusal.
    push_wrong_account { zh_hans: "这不是服务账号的 JSON 文件。", en: "This is not the JSON file of a service account.", ja: "サービスアカウントの JSON ファイルではありません。" }
}

impl Words {
    /// The name of a vendor.
    #[must_use]
    pub fn push_vendor(self, vendor: Vendor) -> Cow<'static, str> {
        match vendor {
            Vendor::Apns => self.push_vendor_apns(),
            Vendor::ApnsKey => self.push_vendor_apns_key(),
            Vendor::Huawei => self.push_vendor_huawei(),
            Vendor::Honor => self.push_vendor_honor(),
            Vendor::Xiaomi => self.push_vendor_xiaomi(),
            Vendor::Oppo => self.push_vendor_oppo(),
            Vendor::Vivo => self.push_vendor_vivo(),
            Vendor::Meizu => self.push_vendor_meizu(),
            Vendor::Fcm => self.push_vendor_fcm(),
        }
    }

    /// The label of a field, as the vendor calls it.
    #[must_use]
    pub fn push_field(self, vendor: Vendor, field: Field) -> Cow<'static, str> {
        match field {
            Field::File => self.push_field_file(),
            Field::Password => self.push_field_password(),
            Field::KeyId => self.push_field_key_id(),
            Field::TeamId => self.push_field_team_id(),
            Field::Bundle => self.push_field_bundle(),
            Field::Package => self.push_field_package(),
            Field::AppId if vendor == Vendor::Fcm => self.push_field_project(),
            Field::AppId => self.push_field_app_id(),
            Field::AppKey => self.push_field_app_key(),
            Field::ClientId => self.push_field_client_id(),
            Field::Secret => match vendor {
                Vendor::Honor => self.push_field_client_secret(),
                Vendor::Oppo => self.push_field_master_secret(),
                _ => self.push_field_app_secret(),
            },
            Field::Channel => self.push_field_channel(),
            Field::Badge => self.push_field_badge(),
            Field::Click => self.push_field_click(),
            Field::Target => self.push_field_target(),
            Field::Environment => self.push_field_environment(),
            Field::MutableContent => self.push_field_mutable(),
        }
    }

    /// What there is to know about a field before it is filled in; may be empty.
    #[must_use]
    pub fn push_hint(self, vendor: Vendor, field: Field) -> Cow<'static, str> {
        match field {
            Field::Target if vendor.takes_intents() => self.push_hint_intent(),
            Field::Target => self.push_hint_activity(),
            Field::Environment => self.push_hint_environment(),
            _ => Cow::default(),
        }
    }

    /// The words of something that is chosen.
    #[must_use]
    pub fn push_choice(self, word: &str) -> Option<Cow<'static, str>> {
        let environment = Environment::parse(word).map(|environment| match environment {
            Environment::Development => self.push_development(),
            Environment::Production => self.push_production(),
        });
        let click = || {
            ClickAction::parse(word).map(|action| match action {
                ClickAction::App => self.push_click_app(),
                ClickAction::Web => self.push_click_web(),
                ClickAction::Page => self.push_click_page(),
            })
        };
        environment.or_else(click).or_else(|| (word == "yes").then(|| self.push_yes()))
    }

    /// What is wrong with a field, and what to do.
    #[must_use]
    pub fn push_wrong(self, f: Format, field: Field, refused: EntryRefused) -> Cow<'static, str> {
        match refused {
            EntryRefused::Missing => self.push_wrong_missing(),
            EntryRefused::Form => self.push_wrong_form(field),
            EntryRefused::Extension => self.push_wrong_extension(),
            EntryRefused::TooLarge => self.push_wrong_large(),
            EntryRefused::Unreadable => self.push_wrong_unreadable(),
            EntryRefused::Password => self.push_wrong_password(),
            EntryRefused::Costly => self.push_wrong_costly(),
            EntryRefused::NoKey => self.push_wrong_no_key(),
            EntryRefused::NoCertificate => self.push_wrong_no_certificate(),
            EntryRefused::NotPush => self.push_wrong_not_push(),
            EntryRefused::OtherEnvironment(Environment::Development) => self.push_wrong_development(),
            EntryRefused::OtherEnvironment(Environment::Production) => self.push_wrong_production(),
            EntryRefused::Expired(end) => self.push_wrong_expired(&f.date_long(end)),
            EntryRefused::KeyKind => self.push_wrong_key_kind(),
            EntryRefused::NotServiceAccount => self.push_wrong_account(),
        }
    }

    /// What a field should look like.
    fn push_wrong_form(self, field: Field) -> Cow<'static, str> {
        match field {
            Field::KeyId | Field::TeamId => self.push_wrong_apple_id(),
            Field::Bundle | Field::Package => self.push_wrong_name(),
            Field::Secret | Field::Password | Field::File => self.push_wrong_secret(),
            Field::Target => self.push_wrong_target(),
            Field::Click | Field::Environment | Field::MutableContent => self.push_wrong_choice(),
            Field::AppId | Field::AppKey | Field::ClientId | Field::Channel | Field::Badge => {
                self.push_wrong_number()
            }
        }
    }
}
