//! Words of refunds: the page that shows every line before it is confirmed, and what was given back (R5, R6).

use std::borrow::Cow;

use crate::{domain::refund::RefundRefused, i18n::Words};

messages! {
    /// Title, button and link.
    refund_title { zh_hans: "退费", en: "Refund", ja: "返金する" }
    /// Under the title.
    refund_lead(app: &str) {
        zh_hans: format!("为应用“{app}”退费。确认之前不会有任何更改；退回的金额进入账户余额。"),
        en: format!("Refund what was paid for {app}. Nothing changes before you confirm, and the money goes to your balance."),
        ja: format!("アプリ「{app}」の料金を返金します。確定するまで何も変わりません。返金額は残高に入ります。"),
    }
    /// Section: what is refunded.
    refund_what { zh_hans: "退费范围", en: "What is refunded", ja: "返金の対象" }
    /// The package with everything.
    refund_package { zh_hans: "套餐包（含全部功能包和未开始的续费）", en: "The package, with its add-ons and queued renewals", ja: "プラン（追加機能と開始前の更新を含む）" }
    /// Section: the lines.
    refund_lines { zh_hans: "退费明细", en: "Line by line", ja: "返金の明細" }
    /// Column: what was bought.
    refund_col_item { zh_hans: "项目", en: "Item", ja: "対象の項目" }
    /// Column: what was paid in money.
    refund_col_cash { zh_hans: "实付", en: "Paid", ja: "お支払い額" }
    /// Column: how it is computed.
    refund_col_rule { zh_hans: "计算方式", en: "Rule", ja: "計算のしかた" }
    /// Column: what the used time is worth.
    refund_col_used { zh_hans: "已使用", en: "Used", ja: "使用した分" }
    /// Column: what is given back.
    refund_col_back { zh_hans: "退回", en: "Given back", ja: "返金される額" }
    /// Rule: all of it.
    refund_rule_full(days: u32) {
        zh_hans: format!("账号首个套餐包订单，{days} 个自然日内全额退回（仅一次）"),
        en: format!("First package order of the account, within {days} days: all of it, once"),
        ja: format!("アカウントで最初のプラン注文：{days} 日以内は全額（1 回のみ）"),
    }
    /// Rule: not begun.
    refund_rule_not_begun { zh_hans: "尚未开始，全额退回", en: "Not begun: all of it", ja: "開始前のため全額" }
    /// Rule: running.
    refund_rule_running { zh_hans: "使用中：实付 − 月目录价 × 已用月数，不低于 0", en: "Running: paid − monthly list price × months used, at least 0", ja: "利用中：支払額 − 月額定価 × 使用月数（0 未満にはなりません）" }
    /// Rule: over.
    refund_rule_finished { zh_hans: "已结束，不退", en: "Over: nothing", ja: "終了済みのため返金なし" }
    /// Label of the sum.
    refund_total { zh_hans: "退回合计", en: "Given back in all", ja: "返金額の合計" }
    /// Vouchers.
    refund_vouchers {
        zh_hans: "实付为折扣和代金券抵扣后的金额；代金券不退回。",
        en: "Paid is what was paid after discounts and vouchers; vouchers do not come back.",
        ja: "お支払い額は割引とバウチャー適用後の金額です。バウチャーは戻りません。",
    }
    /// Until when the amounts hold.
    refund_held(time: &str) { zh_hans: format!("以上金额保留至 {time}。"), en: format!("These amounts hold until {time}."), ja: format!("この金額は {time} まで有効です。") }
    /// The full refund is there.
    refund_uses_full { zh_hans: "这次退费会用掉账号唯一一次的全额退费。", en: "This uses up the one full refund of your account.", ja: "この返金で、アカウントに 1 回だけの全額返金を使用します。" }
    /// Consequence: the app expires.
    refund_expires(until: &str) {
        zh_hans: format!("应用立即变为已到期，{until} 前仍可使用，之后停用。"),
        en: format!("The application expires at once. It still works until {until}; then it is deactivated."),
        ja: format!("アプリはすぐに期限切れになります。{until} までは利用でき、その後停止します。"),
    }
    /// Consequence: add-ons and renewals.
    refund_takes_along { zh_hans: "所有功能包和未开始的续费一并退费，自动续费关闭。", en: "All add-ons and queued renewals go with it, and automatic renewal is switched off.", ja: "追加機能と開始前の更新もすべて返金され、自動更新はオフになります。" }
    /// Consequence: the unpaid order.
    refund_unpaid(no: &str) { zh_hans: format!("待付款订单 {no} 会被取消。"), en: format!("Its unpaid order {no} is cancelled."), ja: format!("お支払い待ちの注文 {no} はキャンセルされます。") }
    /// Consequence: it can't be undone.
    refund_final { zh_hans: "退费后无法撤销；需要时可以重新购买或续费。", en: "A refund cannot be undone; you can buy or renew again.", ja: "返金は取り消せません。必要な場合は再購入または更新してください。" }
    /// Consequence: an add-on's limits.
    refund_lowers(edition: &str) {
        zh_hans: format!("相关上限立即降到{edition}的基础值。已有的群组和成员保留，超出上限的新建会被拒绝。"),
        en: format!("Its limits go down to those of {edition} at once. What exists stays; what would add to it is refused."),
        ja: format!("上限はすぐに{edition}の基本値に下がります。既存のグループとメンバーは残り、上限を超える追加は拒否されます。"),
    }
    /// The question.
    refund_confirm_title(amount: &str) { zh_hans: format!("确认退费 {amount}？"), en: format!("Refund {amount}?"), ja: format!("{amount} を返金しますか？") }
    /// The act.
    refund_act(amount: &str) { zh_hans: format!("确认退费，退回 {amount}"), en: format!("Refund {amount}"), ja: format!("{amount} の返金を受ける") }
    /// Section: going down.
    lowering_title(edition: &str) { zh_hans: format!("改用{edition}"), en: format!("Going down to {edition}"), ja: format!("{edition}への変更") }
    /// What it is.
    lowering_text {
        zh_hans: "换到更低的套餐包分两步：先退费，再为同一 SDKAppID 购买。两步分别确认。",
        en: "A lower package is two steps: the refund, then a purchase for the same SDKAppID. Each is confirmed by itself.",
        ja: "下位プランへの変更は 2 段階です。先に返金し、次に同じ SDKAppID でプランを購入します。それぞれ別に確定します。",
    }
    /// Row: first leg.
    lowering_refund { zh_hans: "第一步：退回", en: "First: given back", ja: "1：返金される額" }
    /// Row: second leg.
    lowering_purchase(what: &str) { zh_hans: format!("第二步：购买{what}"), en: format!("Then: {what}"), ja: format!("2：{what}の購入") }
    /// Row: both together.
    lowering_net { zh_hans: "两步合计后余额变化", en: "Change of your balance after both", ja: "両方を終えた後の残高の増減" }
    /// The days between.
    lowering_between(days: u32, until: &str) {
        zh_hans: format!("两步之间最多有 {days} 天：应用在 {until} 前仍可使用，请在此之前完成购买。"),
        en: format!("There are {days} days between them at most: the application works until {until}. Buy before then."),
        ja: format!("間は最大 {days} 日です。アプリは {until} まで利用できます。それまでに購入してください。"),
    }
    /// Why there is no form.
    refund_not_here { zh_hans: "现在没有可退的费用", en: "There is nothing to refund now", ja: "現在返金できるものはありません" }
    /// Refused: no package.
    refund_refused_package {
        zh_hans: "只有预付费套餐包或单独购买的通话能力包在有效期内的应用才能退费。",
        en: "Only an application whose prepaid package, or call pack bought alone, runs has something to refund.",
        ja: "返金できるのは、前払いプラン、または単独で購入した通話パックの期間中のアプリだけです。",
    }
    /// Refused: not held.
    refund_refused_not_held(name: &str) {
        zh_hans: format!("这个应用没有可退的{name}。请从列表中选择退费范围。"),
        en: format!("This application holds no {name} to refund: choose from the list."),
        ja: format!("このアプリには返金できる{name}がありません。一覧から選択してください。"),
    }
    /// 409: something else would be given back.
    refund_changed {
        zh_hans: "页面打开后金额或应用发生了变化，没有退费。请核对下方的最新金额后再确认。",
        en: "The amounts or the application changed since the page was shown, so nothing was refunded. Check the new amounts and confirm again.",
        ja: "ページの表示後に金額またはアプリが変わったため、返金は行われていません。新しい金額を確認して、もう一度確定してください。",
    }
    /// 409: the form is older than a day.
    refund_stale { zh_hans: "这张表单打开太久了，没有退费。请核对下方的最新金额后再确认。", en: "This form was open for too long, so nothing was refunded. Check the new amounts and confirm again.", ja: "フォームを開いてから時間が経ちすぎたため、返金は行われていません。新しい金額を確認して、もう一度確定してください。" }
    /// 409: the form had been sent before with other answers.
    refund_sent_before { zh_hans: "这张表单已提交过并完成了一次退费，没有再次退费。", en: "This form was sent before and made a refund; nothing more was refunded.", ja: "このフォームは送信済みで返金も完了しています。追加の返金は行われていません。" }
    /// Link to a refund.
    refund_show { zh_hans: "查看退费", en: "Show the refund", ja: "返金を表示" }
    /// Title of a refund that was made.
    refunded_title { zh_hans: "退费记录", en: "Refund made", ja: "返金の記録" }
    /// Label: when.
    refunded_at { zh_hans: "退费时间", en: "Refunded", ja: "返金の日時" }
    /// Label on an order: what was given back of it.
    order_refunded_amount { zh_hans: "已退回", en: "Given back since", ja: "返金された額" }
    /// Flash: it is done.
    notice_refunded { zh_hans: "退费已完成，金额已退回账户余额。", en: "The refund is made, and the money is on your balance.", ja: "返金が完了し、残高に反映されました。" }
}

impl Words {
    /// Why nothing can be refunded, and what to do (R5).
    #[must_use]
    pub fn refund_refused(self, refused: &RefundRefused) -> Cow<'static, str> {
        match refused {
            RefundRefused::NoPackage => self.refund_refused_package(),
            RefundRefused::NotHeld { kind } => self.refund_refused_not_held(&self.add_on_kind_name(*kind)),
        }
    }
}
