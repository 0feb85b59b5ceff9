//! Words of offline push certificates.

use std::borrow::Cow;

use crate::domain::push::{ClickAction, Environment, Field, Vendor};
use crate::i18n::Words;

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
    /// Warning: certificates that end.
    push_ending(count: usize, days: u32) {
        zh_hans: format!("{count} 个证书已到期或将在 {days} 天内到期，到期后推送将停止。请编辑证书并更换文件，证书 ID 不变。"),
        en: if count == 1 { format!("1 certificate expires within {days} days or has expired; its pushes stop then. Edit it and choose a new file: the ID stays.") } else { format!("{count} certificates expire within {days} days or have expired; their pushes stop then. Edit them and choose new files: the IDs stay.") },
        ja: format!("{count} 件の証明書が {days} 日以内に期限切れになるか、期限切れです。期限後はプッシュが停止します。証明書を編集してファイルを差し替えてください。ID は変わりません。"),
    }
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
    /// Link and title: changes it.
    push_edit { zh_hans: "编辑证书", en: "Edit certificate", ja: "証明書を編集" }
    /// What changing means.
    push_edit_text { zh_hans: "证书 ID 不变，客户端无需更新。修改在保存后 10 分钟内生效。", en: "The certificate ID stays, so clients need no update. A change takes effect within 10 minutes of being saved.", ja: "証明書の ID は変わらないため、クライアントの更新は不要です。変更は保存後 10 分以内に有効になります。" }
    /// Hint: a secret may be left empty.
    push_kept { zh_hans: "留空则保留已保存的内容", en: "Leave it empty to keep what is saved", ja: "空欄にすると保存済みの内容を保持します" }
    /// Hint: a file need not be sent again.
    push_file_kept(hint: &str) { zh_hans: format!("{hint}。不选择则保留已保存的文件"), en: format!("{hint}. Choose none to keep the one that is saved"), ja: format!("{hint}。選択しない場合は保存済みのファイルを保持します") }
    /// Column: what is in the file that was uploaded.
    push_new_version { zh_hans: "新文件", en: "New file", ja: "新しいファイル" }
    /// Notice.
    push_changed { zh_hans: "证书已更新。", en: "The certificate was changed.", ja: "証明書を変更しました。" }
    /// Refusal: somebody else was faster.
    push_refused_changed { zh_hans: "在您编辑期间，此证书已在别处被修改。请对比后决定是否仍要保存您的修改。", en: "While you were editing, the certificate was changed elsewhere. Compare both before you save yours.", ja: "編集中に、この証明書が別の場所で変更されました。内容を比較してから保存してください。" }
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
    /// Hint: what may be typed, too.
    push_delete_also(name: &str) { zh_hans: format!("也可输入应用名称 {name}"), en: format!("The application’s name {name} will do, too"), ja: format!("アプリ名 {name} でも確認できます") }
    /// Consequence: nothing uses it.
    push_delete_unused { zh_hans: "应用已停用或证书已到期，没有推送在使用此证书。", en: "The application is stopped or the certificate has expired: no pushes use it.", ja: "アプリが停止しているか証明書が期限切れのため、この証明書を使うプッシュはありません。" }
    /// Refusal: the typed number.
    push_refused_number { zh_hans: "输入的内容与证书 ID 和应用名称都不一致。", en: "That is neither the ID of the certificate nor the name of the application.", ja: "入力した内容が証明書 ID ともアプリ名とも一致しません。" }
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
}
