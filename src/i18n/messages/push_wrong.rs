//! What is wrong with what was entered about an offline push certificate (C5).

use std::borrow::Cow;

use crate::domain::push::{EntryRefused, Environment, Field};
use crate::i18n::{Words, format::Format};

messages! {
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
    push_wrong_not_yet(when: &str) { zh_hans: format!("证书自 {when} 起才生效，请届时再上传。"), en: format!("The certificate is good from {when} on. Upload it then."), ja: format!("証明書が有効になるのは {when} です。その後にアップロードしてください。") }
    /// Refusal.
    push_wrong_other_app(is: &str, was: &str) { zh_hans: format!("此文件属于 {is}，而该证书属于 {was}。替换后设备将收不到推送；请将其添加为新证书。"), en: format!("This file is for {is}, and the certificate for {was}: its devices would get no more pushes. Add the file as another certificate."), ja: format!("このファイルは {is} 用ですが、証明書は {was} 用です。置き換えるとデバイスにプッシュが届かなくなります。別の証明書として追加してください。") }
    /// Refusal.
    push_wrong_older_form { zh_hans: "文件使用旧的 BER 格式。请用 openssl pkcs12 -in 旧文件.p12 -out 证书.pem（OpenSSL 3 需加 -legacy），再用 openssl pkcs12 -export -in 证书.pem -out 新文件.p12 转换后上传。", en: "The file is written in an older form (BER). Convert it with openssl pkcs12 -in old.p12 -out push.pem (OpenSSL 3: add -legacy), then openssl pkcs12 -export -in push.pem -out new.p12, and upload that.", ja: "ファイルは古い BER 形式です。openssl pkcs12 -in old.p12 -out push.pem（OpenSSL 3 では -legacy を追加）、続けて openssl pkcs12 -export -in push.pem -out new.p12 で変換し、そのファイルをアップロードしてください。" }
    /// Refusal.
    push_wrong_key_kind { zh_hans: "文件中的密钥类型不正确。", en: "The key in the file is of another kind.", ja: "ファイルのキーの種類が正しくありません。" }
    /// Refusal.
    push_wrong_account { zh_hans: "这不是服务账号的 JSON 文件。", en: "This is not the JSON file of a service account.", ja: "サービスアカウントの JSON ファイルではありません。" }
}

impl Words {
    /// What is wrong with a field, and what to do.
    #[must_use]
    pub fn push_wrong(self, f: Format, field: Field, refused: &EntryRefused) -> Cow<'static, str> {
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
            EntryRefused::OlderForm => self.push_wrong_older_form(),
            EntryRefused::Expired(end) => self.push_wrong_expired(&f.date_long(*end)),
            EntryRefused::NotYet(start) => self.push_wrong_not_yet(&f.date_time_zoned(*start)),
            EntryRefused::OtherApp { is, was } => self.push_wrong_other_app(is, was),
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
