//! Words of charge lines: what is billed for a month, and the arithmetic of each amount (T3, U4–U6).

use std::borrow::Cow;

use crate::{
    domain::charge::Subject,
    i18n::{Words, format::number},
};

messages! {
    /// Keeping messages longer.
    charge_history(days: &str) { zh_hans: format!("历史消息存储 {days} 天"), en: format!("Message history, {days} days"), ja: format!("メッセージ履歴 {days} 日間の保存") }
    /// Use above the free quota.
    charge_usage(measure: &str) { zh_hans: format!("{measure}超出免费额度"), en: format!("{measure} above the free quota"), ja: format!("{measure}（無料枠の超過分）") }
    /// Label: the times at which it was in force.
    charge_in_force { zh_hans: "生效时段", en: "In force", ja: "有効だった期間" }
    /// From one moment to another.
    charge_span(from: &str, to: &str) { zh_hans: format!("{from} 至 {to}"), en: format!("{from} to {to}"), ja: format!("{from} から {to} まで") }
    /// Label: which rule was used.
    charge_policy { zh_hans: "计费方式", en: "Policy", ja: "課金のしかた" }
    /// By the time in force.
    charge_prorated { zh_hans: "按生效时长折算", en: "By the time in force", ja: "有効だった時間に応じて日割り" }
    /// The whole month by what it was at its end.
    charge_whole_month { zh_hans: "按月末（或停用时）的配置收整月", en: "The whole month, by what it was at its end or when it was stopped", ja: "月末（または停止時）の設定で 1 か月分" }
    /// The dearest history of the month once.
    charge_whole_history { zh_hans: "按当月最高档收整月一次", en: "The whole month, by the dearest length once", ja: "その月で最も高い期間の 1 か月分" }
    /// By the block begun above the free quota.
    charge_blocks { zh_hans: "当月最高值超出免费额度的部分，按档计", en: "The month’s highest value above the free quota, by the block begun", ja: "その月の最大値のうち無料枠を超えた分を、区分ごとに計算" }
    /// What a later report changes.
    charge_correction { zh_hans: "对已出账月份的更正", en: "Correction of a billed month", ja: "請求済みの月の訂正" }
    /// The monthly price whole.
    charge_one_month(price: &str) { zh_hans: format!("{price} × 1 个月"), en: format!("{price} × 1 month"), ja: format!("{price} × 1 か月") }
    /// Blocks that were begun.
    charge_begun_blocks(count: &str) { zh_hans: format!("{count} 档"), en: if count == "1" { "1 block".to_owned() } else { format!("{count} blocks") }, ja: format!("{count} つの区分") }
    /// Label: when the highest value was reached.
    charge_peak { zh_hans: "最高值", en: "Highest value", ja: "最大値とその日" }
    /// The highest value and its day.
    charge_peak_on(value: &str, date: &str) { zh_hans: format!("{value}（{date}）"), en: format!("{value} on {date}"), ja: format!("{value}（{date} に記録）") }
    /// Label: what is free.
    charge_free { zh_hans: "免费额度", en: "Free quota", ja: "無料で使える枠" }
}

impl Words {
    /// What a charge line is for.
    #[must_use]
    pub fn charge_name(self, subject: Subject) -> Cow<'static, str> {
        match subject {
            Subject::Item(item) => self.item_name(item),
            Subject::History(days) => self.charge_history(&number(i64::from(days))),
            Subject::Usage(measure) => self.charge_usage(&self.measure_name(measure)),
        }
    }
}
