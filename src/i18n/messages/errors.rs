//! What is wrong with an entry and what to do, one sentence for each refusal. The enums are matched whole, so a new
//! refusal does not compile without its sentence.

use std::borrow::Cow;

use crate::{
    domain::{account::EmailRefused, password::PasswordRefused, text::TextRefused},
    i18n::Words,
};

messages! {
    /// No address was entered.
    error_email_missing { zh_hans: "请输入邮箱", en: "Enter your email", ja: "メールアドレスを入力してください" }
    /// The address is too long.
    error_email_too_long { zh_hans: "邮箱最多 254 个字符", en: "Use an email of at most 254 characters", ja: "メールアドレスは 254 文字以内で入力してください" }
    /// The address is none.
    error_email_malformed { zh_hans: "请输入完整的邮箱，例如 name@example.com", en: "Enter a whole email, such as name@example.com", ja: "メールアドレスを name@example.com の形式で入力してください" }

    /// No password was entered.
    error_password_missing { zh_hans: "请输入密码", en: "Enter a password", ja: "パスワードを入力してください" }
    /// The new password is too short.
    error_password_too_short { zh_hans: "密码至少需要 12 个字符", en: "Use at least 12 characters", ja: "パスワードは 12 文字以上にしてください" }
    /// The new password is too long.
    error_password_too_long { zh_hans: "密码最多 256 个字符", en: "Use at most 256 characters", ja: "パスワードは 256 文字以内にしてください" }
    /// The new password holds letters that no keyboard makes.
    error_password_letters { zh_hans: "密码中含有无法输入的控制字符，请删除后重试", en: "The password holds control characters that cannot be typed. Leave them out", ja: "パスワードに入力できない制御文字が含まれています。取り除いてください" }
    /// The new password is among those tried first.
    error_password_common { zh_hans: "此密码在常见密码表中，容易被猜到，请换一个", en: "This is among the most common passwords and easily guessed. Choose another", ja: "よく使われる推測されやすいパスワードです。別のものにしてください" }
    /// The new password is made of the product's name.
    error_password_product { zh_hans: "密码不能由产品名称组成，请换一个", en: "Choose a password that is not made of the product’s name", ja: "製品名だけのパスワードは使用できません。別のものにしてください" }
    /// The new password is made of the own address.
    error_password_own_address { zh_hans: "密码不能由您的邮箱组成，请换一个", en: "Choose a password that is not made of your email", ja: "メールアドレスだけのパスワードは使用できません。別のものにしてください" }

    /// No kind of holder was chosen.
    verification_holder_missing { zh_hans: "请选择认证类型", en: "Choose who holds the account", ja: "名義の種別を選択してください" }
    /// No name was entered.
    error_legal_name_missing { zh_hans: "请输入姓名或企业名称", en: "Enter the legal name", ja: "氏名または法人名を入力してください" }
    /// The name is too long.
    error_legal_name_too_long { zh_hans: "姓名或企业名称最多 100 个字", en: "Use at most 100 characters for the legal name", ja: "氏名または法人名は 100 文字以内で入力してください" }
    /// The name holds letters that belong to no name.
    error_legal_name_letters { zh_hans: "姓名或企业名称中含有控制字符，请删除后重试", en: "The legal name holds control characters. Leave them out", ja: "氏名または法人名に制御文字が含まれています。取り除いてください" }
    /// No number was entered.
    error_document_no_missing { zh_hans: "请输入证件号码", en: "Enter the document number", ja: "書類の番号を入力してください" }
    /// The number is too long.
    error_document_no_too_long { zh_hans: "证件号码最多 30 位", en: "Use at most 30 characters for the document number", ja: "書類の番号は 30 文字以内で入力してください" }
    /// The number is too short or holds other letters.
    error_document_no_letters { zh_hans: "证件号码为 5–30 位半角字母、数字或连字符", en: "Use 5–30 plain letters, digits or hyphens for the document number", ja: "書類の番号は半角英数字とハイフンで 5～30 文字にしてください" }
}

impl Words {
    /// Why an address is not taken.
    #[must_use]
    pub fn email_refused(self, refused: EmailRefused) -> Cow<'static, str> {
        match refused {
            EmailRefused::Missing => self.error_email_missing(),
            EmailRefused::TooLong => self.error_email_too_long(),
            EmailRefused::Malformed => self.error_email_malformed(),
        }
    }

    /// Why a new password is not taken.
    #[must_use]
    pub fn password_refused(self, refused: PasswordRefused) -> Cow<'static, str> {
        match refused {
            PasswordRefused::Missing => self.error_password_missing(),
            PasswordRefused::TooShort => self.error_password_too_short(),
            PasswordRefused::TooLong => self.error_password_too_long(),
            PasswordRefused::Letters => self.error_password_letters(),
            PasswordRefused::Common => self.error_password_common(),
            PasswordRefused::Product => self.error_password_product(),
            PasswordRefused::OwnAddress => self.error_password_own_address(),
        }
    }

    /// Why the name in the papers is not taken.
    #[must_use]
    pub fn legal_name_refused(self, refused: TextRefused) -> Cow<'static, str> {
        match refused {
            TextRefused::Missing => self.error_legal_name_missing(),
            TextRefused::TooLong => self.error_legal_name_too_long(),
            TextRefused::Letters => self.error_legal_name_letters(),
        }
    }

    /// Why the number of the papers is not taken.
    #[must_use]
    pub fn document_no_refused(self, refused: TextRefused) -> Cow<'static, str> {
        match refused {
            TextRefused::Missing => self.error_document_no_missing(),
            TextRefused::TooLong => self.error_document_no_too_long(),
            TextRefused::Letters => self.error_document_no_letters(),
        }
    }
}
