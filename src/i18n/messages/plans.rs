//! Words of the comparison of packages that no other table has, and of the arithmetic of a priced line (T3).

messages! {
    /// Limit: members of one community.
    plan_members_per_community { zh_hans: "单个社群成员数上限", en: "Members per community", ja: "コミュニティあたりのメンバー数" }
    /// Limit: browsers at once.
    plan_web_devices { zh_hans: "同时在线的 Web 端数", en: "Web sign-ins at once", ja: "Webの同時ログイン数" }
    /// Limit: devices of a platform at once.
    plan_devices_per_platform { zh_hans: "每个平台同时在线的设备数", en: "Devices per platform at once", ja: "プラットフォームごとの同時ログイン台数" }
    /// Label: how a line's amount is made.
    line_formula { zh_hans: "计算方式", en: "Calculation", ja: "計算のしかた" }
    /// Label: the discount of the duration.
    line_discount { zh_hans: "时长优惠", en: "Duration discount", ja: "期間による割引" }
    /// No discount.
    line_discount_none { zh_hans: "无（按原价）", en: "None (full price)", ja: "なし（通常価格）" }
    /// A discount, by the part that is paid.
    line_discount_pays(percent: &str) { zh_hans: format!("按 {percent} 计"), en: format!("{percent} of the price is paid"), ja: format!("価格の {percent} をお支払い") }
    /// Label: where the price comes from.
    line_source { zh_hans: "价目与取整", en: "Source and rounding", ja: "価格表と端数処理" }
    /// The version of the catalog, and the rounding.
    line_version(version: &str) { zh_hans: format!("价目版本 {version}；每行只在最后四舍五入一次"), en: format!("Price list {version}; rounded half up, once per line"), ja: format!("価格表 {version} 版。各行で最後に一度だけ四捨五入") }
    /// Label: for what time.
    line_period { zh_hans: "有效期", en: "Period", ja: "ご利用できる期間" }
    /// Label: the voucher's part of a line.
    line_voucher { zh_hans: "代金券分摊", en: "Share of the voucher", ja: "バウチャーの充当額" }
    /// A period that begins with payment.
    line_from_payment(until: &str) { zh_hans: format!("付款时起，至 {until}"), en: format!("From payment until {until}"), ja: format!("お支払い時から {until} まで") }
    /// A period of months that begins with payment.
    line_months_from_payment(months: &str) { zh_hans: format!("付款时起 {months}"), en: format!("{months} from payment"), ja: format!("お支払い時から {months}間") }
    /// From and until.
    line_from_until(from: &str, until: &str) { zh_hans: format!("{from} 至 {until}"), en: format!("{from} to {until}"), ja: format!("{from} から {until} まで") }
}
