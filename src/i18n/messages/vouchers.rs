//! Words of the vouchers' page.

use std::borrow::Cow;

use crate::{domain::voucher::Scope, i18n::Words};

messages! {
    /// Vouchers: heading of those that can be used.
    vouchers_available { zh_hans: "可用", en: "Available", ja: "ご利用可能" }
    /// Vouchers: heading of those held by an unpaid order.
    vouchers_frozen { zh_hans: "已冻结", en: "Held by an order", ja: "ご注文で確保中" }
    /// Vouchers: heading of those with nothing left.
    vouchers_used { zh_hans: "已用完", en: "Used", ja: "使用済み" }
    /// Vouchers: heading of those whose time is over.
    vouchers_expired { zh_hans: "已过期", en: "Expired", ja: "期限切れ" }
    /// Vouchers: none can be used.
    vouchers_none_available { zh_hans: "目前没有可用的代金券。", en: "There is no voucher you can use now.", ja: "現在ご利用いただけるバウチャーはありません。" }
    /// Vouchers: nothing yet.
    vouchers_none { zh_hans: "还没有代金券", en: "No vouchers yet", ja: "バウチャーはまだありません" }
    /// Vouchers: what vouchers are.
    vouchers_none_text {
        zh_hans: "平台发放的代金券会出现在这里。付款时，您可以为每个订单选用一张。",
        en: "Vouchers that the platform grants you appear here. You choose one for an order when you pay.",
        ja: "プラットフォームから付与されたバウチャーがここに表示されます。お支払い時に、ご注文ごとに 1 枚選べます。",
    }
    /// Vouchers: how they are used.
    vouchers_how { zh_hans: "付款时每个订单可选用一张代金券；账单和自动续费会自动使用，先到期的先用。", en: "You choose one voucher for an order when you pay. Bills and automatic renewals take vouchers by themselves, those that expire first.", ja: "お支払い時にご注文ごとに 1 枚選べます。請求と自動更新では、期限の近いものから自動的に使われます。" }
    /// Vouchers: what it was worth at first.
    voucher_of_face(face: &str) { zh_hans: format!("面额 {face}"), en: format!("of {face}"), ja: format!("額面 {face}") }
    /// Vouchers: label of what is left.
    voucher_remaining { zh_hans: "剩余", en: "Remaining", ja: "残りの金額" }
    /// Vouchers: label of the lines that it pays for.
    voucher_scope { zh_hans: "适用范围", en: "Pays for", ja: "対象となるもの" }
    /// Vouchers: label of the least total.
    voucher_threshold { zh_hans: "使用门槛", en: "Minimum total", ja: "ご利用条件" }
    /// Vouchers: the least total.
    voucher_from(amount: &str) { zh_hans: format!("订单满 {amount}"), en: format!("Orders from {amount}"), ja: format!("{amount} 以上のご注文") }
    /// Vouchers: no least total.
    voucher_any_total { zh_hans: "无门槛", en: "Any order", ja: "金額の条件なし" }
    /// Vouchers: label of how often it can be used.
    voucher_reuse { zh_hans: "使用次数", en: "Use", ja: "ご利用回数" }
    /// Vouchers: what is left over can be used again.
    voucher_many_times { zh_hans: "可分多次使用", en: "Several orders, until used up", ja: "使い切るまで複数回" }
    /// Vouchers: it is used up by one order.
    voucher_once { zh_hans: "仅限一次，余额不退", en: "One order; what is left over is lost", ja: "1 回のみ（残額は失効）" }
    /// Vouchers: label of the orders it was used on.
    voucher_used_on { zh_hans: "用于订单", en: "Used on", ja: "ご利用のご注文" }
    /// Vouchers: label of the order that holds it.
    voucher_held_by { zh_hans: "冻结订单", en: "Held by", ja: "確保中のご注文" }
    /// Voucher scope: every line.
    scope_everything { zh_hans: "全部套餐包和增值功能", en: "Packages and add-ons", ja: "すべてのプランとオプション" }
    /// Voucher scope: packages.
    scope_packages { zh_hans: "仅套餐包", en: "Packages only", ja: "プランのみ" }
    /// Voucher scope: these add-ons.
    scope_add_ons(names: &str) { zh_hans: format!("仅{names}"), en: format!("Only {names}"), ja: format!("{names} のみ") }
    /// Two parts of an enumeration.
    list_joined(first: &str, rest: &str) { zh_hans: format!("{first}、{rest}"), en: format!("{first}, {rest}"), ja: format!("{first}・{rest}") }
}

impl Words {
    /// What a voucher pays for.
    #[must_use]
    pub fn scope_name(self, scope: &Scope) -> Cow<'static, str> {
        match scope {
            Scope::Everything => self.scope_everything(),
            Scope::Packages => self.scope_packages(),
            Scope::AddOns(kinds) => {
                let names = kinds.iter().map(|&kind| self.add_on_kind_name(kind));
                self.scope_add_ons(
                    &names.reduce(|first, rest| self.list_joined(&first, &rest)).unwrap_or_default(),
                )
            }
        }
    }
}
