//! Words of the budget: the form, how the month stands, what is refused.

messages! {
    /// Title of the budget.
    budget_title { zh_hans: "每月预算", en: "Monthly budget", ja: "月ごとの予算" }
    /// Overview: what the budget's link shows.
    budget_text { zh_hans: "预算、提醒与付费变更的限制", en: "An amount per month, alerts, and a stop for paid changes", ja: "月の金額、通知、有料の変更の制限" }
    /// What a budget does.
    budget_lead {
        zh_hans: "预算按自然月计算。达到 50%、80%、100% 时各记录一次提醒；正在运行的应用、账单和续费永远不会因预算而停止。",
        en: "A budget holds for each calendar month. An alert is recorded once at 50, 80 and 100 %. What runs, bills and renewals are never stopped by it.",
        ja: "予算は暦月ごとに適用されます。50%、80%、100% に達すると、それぞれ 1 回通知が記録されます。稼働中のアプリ、請求、更新が予算によって止まることはありません。",
    }
    /// Heading: how the month stands.
    budget_month { zh_hans: "本月", en: "This month", ja: "今月の状況" }
    /// What was spent of the budget.
    budget_spent_of(spent: &str, budget: &str) { zh_hans: format!("本月 {spent}，预算 {budget}"), en: format!("{spent} of {budget}"), ja: format!("予算 {budget} のうち {spent}") }
    /// What was spent, without a budget.
    budget_spent(spent: &str) { zh_hans: format!("本月 {spent}，未设预算"), en: format!("{spent}; no budget is set"), ja: format!("{spent}（予算は設定されていません）") }
    /// What it consists of.
    budget_parts(paid: &str, billed: &str) {
        zh_hans: format!("订单净支出 {paid}；按现状，本月账单预计 {billed}。"),
        en: format!("Orders, less refunds: {paid}. This month’s bill as things are: {billed}."),
        ja: format!("ご注文（返金を除く）：{paid}。現状での今月の請求見込み：{billed}。"),
    }
    /// A part of the budget is used up.
    budget_reached(percent: u32) { zh_hans: format!("已达预算的 {percent}%"), en: format!("{percent}% of the budget is reached"), ja: format!("予算の {percent}% に達しました") }
    /// All of it is used up.
    budget_used_up { zh_hans: "已达到或超出预算", en: "The budget is used up", ja: "予算に達しました" }
    /// All of it is used up, and paid changes are refused.
    budget_stopped { zh_hans: "已达到预算，新的付费变更将被拒绝", en: "The budget is used up; new paid changes are refused", ja: "予算に達したため、有料の変更は受け付けられません" }
    /// Label: the amount.
    budget_amount { zh_hans: "每月金额", en: "Amount per month", ja: "1 か月の金額" }
    /// What is to be entered.
    budget_amount_hint(code: &str) { zh_hans: format!("以 {code} 计，例如 10000"), en: format!("In {code}, for example 10000"), ja: format!("{code} で入力してください。例：10000") }
    /// Box: refuse what goes beyond.
    budget_stops { zh_hans: "拒绝会超出预算的付费变更", en: "Refuse paid changes that would go beyond it", ja: "予算を超える有料の変更を受け付けない" }
    /// What the box does.
    budget_stops_text {
        zh_hans: "拒绝购买、升级，以及使费用增加的变配和历史消息存储调整。续费不受影响。可随时提高预算或取消勾选。",
        en: "Purchases, upgrades, and reconfigurations or histories that cost more are refused. Renewals are not. You can raise the budget or untick this at any time.",
        ja: "購入、アップグレード、料金が増える設定変更や保存期間の変更が受け付けられなくなります。更新は対象外です。予算の引き上げやチェックの解除はいつでもできます。",
    }
    /// Button: sets it.
    budget_set { zh_hans: "保存预算", en: "Save the budget", ja: "予算を保存する" }
    /// Button: takes it away.
    budget_remove { zh_hans: "取消预算", en: "Remove the budget", ja: "予算をなくす" }
    /// Notice: it was set.
    budget_was_set { zh_hans: "预算已保存。", en: "The budget was saved.", ja: "予算を保存しました。" }
    /// Notice: it was taken away.
    budget_was_removed { zh_hans: "预算已取消。", en: "The budget was removed.", ja: "予算をなくしました。" }
    /// Refusal: outside the range.
    budget_wrong_range(most: &str) { zh_hans: format!("请输入大于 0、不超过 {most} 的金额"), en: format!("Enter an amount above zero, at most {most}"), ja: format!("0 より大きく {most} 以下の金額を入力してください") }
    /// Refusal: sent before with other answers.
    budget_sent_before { zh_hans: "此表单已用其他内容提交过。下面是现在的预算。", en: "This form was sent before with other answers. Below is the budget as it is now.", ja: "このフォームは別の内容で送信済みです。下に現在の予算を表示しています。" }
    /// Refusal: too old.
    budget_stale { zh_hans: "此页已过期，请重新保存。", en: "This page is too old. Save again.", ja: "このページは古くなっています。もう一度保存してください。" }
    /// Refusal: a paid change beyond the budget.
    over_budget {
        zh_hans: "这会超出本月预算，而预算设置为拒绝付费变更。请在“费用中心 › 每月预算”提高预算或关闭拒绝，或等到下月。",
        en: "This would go beyond this month’s budget, which is set to refuse paid changes. Raise it or switch the refusal off under Billing › Monthly budget, or wait until next month.",
        ja: "今月の予算を超えるため受け付けられません（予算が有料の変更を止める設定になっています）。「料金 › 月ごとの予算」で予算を引き上げるか設定を解除するか、翌月までお待ちください。",
    }
}
