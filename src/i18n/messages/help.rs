//! Words of the help page and of the service level agreement.

use std::borrow::Cow;

use crate::i18n::Words;

/// A heading with what stands below it.
type Section = (Cow<'static, str>, Cow<'static, str>);

messages! {
    /// Question: how to begin.
    help_begin { zh_hans: "如何开始使用？", en: "How do I begin?", ja: "どのように始めればよいですか？" }
    /// Answer: how to begin.
    help_begin_text {
        zh_hans: "注册并登录后，在“应用管理”中创建应用。新应用为体验版，可以立即使用，不收费。",
        en: "Create an account, sign in, and create an application under Applications. A new application is a Trial: it works at once and costs nothing.",
        ja: "アカウントを作成してサインインし、「アプリ管理」でアプリを作成してください。新しいアプリは体験版で、すぐに無料で利用できます。",
    }
    /// Question: why buying does not work.
    help_verify { zh_hans: "为什么不能购买套餐？", en: "Why can I not buy a package?", ja: "プランを購入できないのはなぜですか？" }
    /// Answer: why buying does not work.
    help_verify_text {
        zh_hans: "购买前需要完成实名认证。请在“实名认证”中提交资料，审核通过后即可购买。",
        en: "Your account must be verified first. Submit your details under Verification; once they are approved you can buy.",
        ja: "購入の前に本人確認が必要です。「本人確認」から情報を提出し、承認されると購入できます。",
    }
    /// Question: how to pay.
    help_pay { zh_hans: "如何付款？", en: "How do I pay?", ja: "支払い方法を教えてください。" }
    /// Answer: how to pay.
    help_pay_text {
        zh_hans: "从账户余额支付。请先在“充值”中登记转账，确认到账后即可支付订单。余额不足时，订单会保留 24 小时，价格不变。",
        en: "From your balance. File a transfer under Top up; once it is confirmed you can pay. If the balance is short, an order is held for 24 hours at its price.",
        ja: "残高からのお支払いです。「チャージ」で振込を登録し、入金が確認されるとお支払いいただけます。残高が不足している場合、注文は価格を据え置いて 24 時間保持されます。",
    }
    /// Question: who has signed in.
    help_session { zh_hans: "怀疑他人使用了我的账号，怎么办？", en: "What if somebody else uses my account?", ja: "第三者に利用された可能性がある場合は？" }
    /// Answer: who has signed in.
    help_session_text {
        zh_hans: "请在“账号安全”中修改密码，并结束其他所有会话。",
        en: "Change your password under Account security, and end all other sessions there.",
        ja: "「アカウントのセキュリティ」でパスワードを変更し、ほかのセッションをすべて終了してください。",
    }
    /// Question: whom to ask.
    help_contact { zh_hans: "还有其他问题？", en: "Something else?", ja: "そのほかのご質問は？" }
    /// Answer: whom to ask.
    help_contact_text {
        zh_hans: "请联系您的服务提供方。如果页面给出了问题编号，请一并告知，便于查找原因。",
        en: "Ask whoever provides this console to you. If a page showed a reference, name it, so that the cause can be found.",
        ja: "このコンソールの提供元にお問い合わせください。ページにお問い合わせ番号が表示されていた場合は、あわせてお知らせください。",
    }

    /// What the agreement is.
    sla_intro {
        zh_hans: "本协议说明付费套餐的服务可用性承诺，以及未达到承诺时的赔偿方式。体验版不适用本协议。",
        en: "This agreement says how available the service of paid packages is, and what is given back when it is not. It does not cover Trial applications.",
        ja: "本契約は、有料プランのサービス可用性と、それを満たさない場合の補償を定めるものです。体験版は対象外です。",
    }
    /// Heading: how availability is measured.
    sla_measure { zh_hans: "可用性的计算", en: "How availability is measured", ja: "可用性の算定" }
    /// Text: how availability is measured.
    sla_measure_text {
        zh_hans: "每个自然月内，连续五分钟以上无法收发消息的时间计为不可用时间。服务可用性 =（当月总分钟数 − 不可用分钟数）÷ 当月总分钟数。",
        en: "In a calendar month, every stretch of more than five minutes in which messages cannot be sent or received is downtime. Availability = (minutes of the month − minutes of downtime) ÷ minutes of the month.",
        ja: "暦月ごとに、メッセージの送受信が 5 分を超えて連続してできなかった時間を停止時間とします。可用性 =（当月の総分数 − 停止分数）÷ 当月の総分数。",
    }
    /// Heading: what is promised.
    sla_promise { zh_hans: "可用性承诺", en: "What is promised", ja: "可用性の保証" }
    /// Text: what is promised.
    sla_promise_text {
        zh_hans: "付费套餐的每月服务可用性不低于 99.9%。提前 24 小时通知的维护、不可抗力和您自身原因造成的中断不计入。",
        en: "The availability of paid packages is at least 99.9% each month. Maintenance announced 24 hours ahead, force majeure and interruptions of your own making do not count.",
        ja: "有料プランの月間可用性は 99.9% 以上です。24 時間前までに通知した保守、不可抗力、お客様に起因する中断は含みません。",
    }
    /// Heading: how to claim.
    sla_claim { zh_hans: "赔偿申请", en: "How to claim", ja: "補償の申請" }
    /// Text: how to claim.
    sla_claim_text {
        zh_hans: "未达到承诺时，您可以在次月结束前申请代金券赔偿，金额为受影响应用当月服务费用的下列比例。",
        en: "When the promise is not met, you can claim a voucher until the end of the following month, worth this share of the month’s charges of the applications concerned.",
        ja: "保証を満たさない場合、翌月末までにバウチャーでの補償を申請できます。金額は、影響を受けたアプリの当月料金に対する次の割合です。",
    }
    /// Caption of the table.
    sla_credit_table { zh_hans: "赔偿比例", en: "Share given back", ja: "補償の割合" }
    /// Column: availability.
    sla_availability { zh_hans: "当月可用性", en: "Availability of the month", ja: "月間の可用性" }
    /// Column: share given back.
    sla_credit { zh_hans: "代金券占当月费用", en: "Voucher, of the month’s charges", ja: "当月料金に対するバウチャー" }
    /// A range of availability.
    sla_from_to(from: &str, to: &str) { zh_hans: format!("≥ {from} 且 < {to}"), en: format!("{from} or more, below {to}"), ja: format!("{from} 以上 {to} 未満のとき") }
    /// Everything below.
    sla_below(to: &str) { zh_hans: format!("< {to} 时"), en: format!("below {to}"), ja: format!("{to} 未満のとき") }
}

impl Words {
    /// The help page's questions and answers.
    #[must_use]
    pub fn help_answers(self) -> [Section; 5] {
        [
            (self.help_begin(), self.help_begin_text()),
            (self.help_verify(), self.help_verify_text()),
            (self.help_pay(), self.help_pay_text()),
            (self.help_session(), self.help_session_text()),
            (self.help_contact(), self.help_contact_text()),
        ]
    }

    /// The agreement's sections.
    #[must_use]
    pub fn sla_sections(self) -> [Section; 3] {
        [
            (self.sla_measure(), self.sla_measure_text()),
            (self.sla_promise(), self.sla_promise_text()),
            (self.sla_claim(), self.sla_claim_text()),
        ]
    }

    /// The rows of the table: availability, and the share given back.
    #[must_use]
    pub fn sla_credits(self) -> [(Cow<'static, str>, &'static str); 3] {
        [
            (self.sla_from_to("99%", "99.9%"), "15%"),
            (self.sla_from_to("95%", "99%"), "30%"),
            (self.sla_below("95%"), "100%"),
        ]
    }
}
