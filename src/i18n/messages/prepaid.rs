//! Words of a prepaid package's life: renewing it by hand and going up within its term (R2, R4).

use std::borrow::Cow;

use crate::{
    domain::{renewal::RenewalRefused, upgrade::UpgradeRefused, wish::WishRefused},
    i18n::Words,
};

messages! {
    /// Title, button and link: renewing by hand.
    renew_title { zh_hans: "续费", en: "Renew", ja: "更新する" }
    /// Under the title.
    renew_lead(app: &str) {
        zh_hans: format!("为应用“{app}”续费。核对订单之前不会产生任何费用。"),
        en: format!("Renew the package of {app}. Nothing is charged before you have checked the order."),
        ja: format!("アプリ「{app}」のプランを更新します。ご注文内容を確認するまで請求はありません。"),
    }
    /// Section: what is renewed.
    renew_items { zh_hans: "续费内容", en: "What is renewed", ja: "更新する内容" }
    /// What is renewed in any case.
    renew_package(package: &str) { zh_hans: format!("{package}（必选）"), en: format!("{package} (always renewed)"), ja: format!("{package}（必ず更新されます）") }
    /// Boxes: the add-ons.
    renew_add_ons { zh_hans: "一起续费的功能包", en: "Add-ons to renew with it", ja: "一緒に更新する追加機能" }
    /// What becomes of an add-on that is not ticked.
    renew_add_ons_hint {
        zh_hans: "取消勾选的功能包在现有期限结束后失效。",
        en: "An add-on that is not ticked ends with what is paid already.",
        ja: "チェックを外した追加機能は、支払い済みの期間が終わると無効になります。",
    }
    /// There are none.
    renew_no_add_ons { zh_hans: "没有功能包需要续费。", en: "There are no add-ons to renew.", ja: "更新する追加機能はありません。" }
    /// Step: for how long.
    renew_duration { zh_hans: "续费时长", en: "For how long", ja: "更新する期間" }
    /// The new end, where the old term goes on.
    renew_continues(from: &str, until: &str) {
        zh_hans: format!("接在现有期限之后：自 {from} 起，新的到期时间为 {until}。"),
        en: format!("It follows what is paid already: from {from} on, and ends on {until} then."),
        ja: format!("現在の期間に続きます。{from} から始まり、新しい期限は {until} です。"),
    }
    /// The new end, where a new term begins.
    renew_at_payment(until: &str) {
        zh_hans: format!("付款时开始新的期限；现在付款则 {until} 到期。"),
        en: format!("A new term begins at payment; paid now, it ends on {until}."),
        ja: format!("お支払い時に新しい期間が始まります。今お支払いの場合、期限は {until} です。"),
    }
    /// Summary: what is priced.
    renew_summary { zh_hans: "费用明细", en: "Price", ja: "料金の内訳" }
    /// Button: price what was chosen.
    renew_update { zh_hans: "更新价格", en: "Update the price", ja: "料金を計算し直す" }
    /// Button: on to the check page.
    renew_next { zh_hans: "下一步：核对订单", en: "Next: check the order", ja: "次へ：ご注文内容の確認" }
    /// No price: what to do.
    renew_no_price { zh_hans: "暂无价格", en: "No price yet", ja: "料金はまだ表示できません" }
    /// Why there is no form.
    renew_not_here { zh_hans: "现在不能续费", en: "It cannot be renewed now", ja: "現在は更新できません" }

    /// Refused: no package.
    renew_refused_package {
        zh_hans: "这个应用没有可续费的预付费套餐包或通话能力包。请到购买页面选购。",
        en: "This application has no prepaid package or call pack to renew. Buy one on the purchase page.",
        ja: "このアプリには更新できる前払いプランや通話パックがありません。購入ページでご購入ください。",
    }
    /// Refused: a bill is overdue.
    renew_refused_overdue {
        zh_hans: "账号有逾期未付的账单。请先结清账单，再续费。",
        en: "A bill of your account is overdue. Pay it first, then renew.",
        ja: "お支払い期限を過ぎた請求書があります。お支払いを済ませてから更新してください。",
    }
    /// Refused: stopped for good.
    renew_refused_final {
        zh_hans: "这个应用已被停用且不可恢复，不能续费。请新建一个应用。",
        en: "This application was deactivated for good and cannot be renewed. Create another one.",
        ja: "このアプリは停止しており元に戻せないため、更新できません。新しいアプリを作成してください。",
    }
    /// Refused: the data are gone.
    renew_refused_released {
        zh_hans: "这个应用的数据已清除，不能再续费。请新建一个应用。",
        en: "The data of this application are gone, so it cannot be renewed any more. Create another one.",
        ja: "このアプリのデータは削除済みのため、更新できません。新しいアプリを作成してください。",
    }
    /// Refused: an add-on that is not held.
    renew_refused_not_held(name: &str) {
        zh_hans: format!("这个应用没有{name}，请重新打开续费页面核对。"),
        en: format!("This application does not hold {name}: open the renewal page again."),
        ja: format!("このアプリは{name}を利用していません。更新ページを開き直してください。"),
    }
    /// Refused: not sold any more.
    renew_refused_no_price(name: &str) {
        zh_hans: format!("{name}已停售，不能续费。请取消勾选它，或改为购买其他套餐包。"),
        en: format!("{name} is not sold any more and cannot be renewed. Leave it out, or buy another package."),
        ja: format!("{name}は販売を終了しているため更新できません。対象から外すか、別のプランをご購入ください。"),
    }

    /// Title, button and link: going up.
    upgrade_package_title { zh_hans: "升级套餐包", en: "Upgrade the package", ja: "プランをアップグレードする" }
    /// Under the title.
    upgrade_package_lead(app: &str) {
        zh_hans: format!("升级应用“{app}”的套餐包或功能包。付款后立即生效，到期时间不变。"),
        en: format!("Move {app} to a higher package or tier. It takes effect as soon as it is paid, and the end stays as it is."),
        ja: format!("アプリ「{app}」のプランまたは追加機能を上位に変更します。お支払い後すぐに有効になり、期限は変わりません。"),
    }
    /// Step: what it goes up to.
    upgrade_target { zh_hans: "升级到", en: "Upgrade to", ja: "アップグレード先" }
    /// Step: the call pack that takes the place of one that no longer pairs.
    upgrade_pack { zh_hans: "替换音视频通话能力包", en: "Call pack in place of the present one", ja: "通話パックの切り替え" }
    /// Why another call pack is offered.
    upgrade_pack_hint {
        zh_hans: "现有的通话能力包不能与旗舰版搭配，升级后失效，剩余时间的费用按下方负数行退回。可在同一订单中改购可搭配的能力包。",
        en: "The present call pack does not pair with Ultimate. It becomes void and the rest of its time is given back by the negative line. The pack that does pair can be had in the same order.",
        ja: "現在の通話パックはUltimate版と組み合わせられないため無効になり、残りの期間の料金はマイナスの明細で返金されます。組み合わせられるパックを同じ注文で購入できます。",
    }
    /// No other pack.
    upgrade_pack_none { zh_hans: "不购买通话能力包", en: "No call pack", ja: "通話パックを購入しない" }
    /// What becomes void.
    upgrade_voids(names: &str) {
        zh_hans: format!("升级后失效并退费：{names}。"),
        en: format!("Becomes void and is given back: {names}."),
        ja: format!("無効になり返金される項目：{names}。"),
    }
    /// Summary: net below zero.
    upgrade_returns(amount: &str) {
        zh_hans: format!("退回的金额多于应付金额：确认后 {amount} 退回账户余额。"),
        en: format!("More is given back than charged: {amount} goes to your balance when you confirm."),
        ja: format!("返金額がお支払い額を上回るため、確定すると {amount} が残高に戻ります。"),
    }
    /// A line that is given back.
    upgrade_void_line(name: &str) { zh_hans: format!("退回：{name}"), en: format!("Given back: {name}"), ja: format!("{name} の返金") }
    /// Where the money of a line that is given back was paid.
    upgrade_void_source(order: &str) {
        zh_hans: format!("订单 {order} 的实付金额 × 剩余月数 ÷ 总月数；最后四舍五入一次"),
        en: format!("The money paid with order {order} × months left ÷ months of the line; rounded half up, once"),
        ja: format!("注文 {order} の支払額 × 残りの月数 ÷ 明細の月数。端数は最後に一度だけ四捨五入"),
    }
    /// Row of a comparison: what is given back.
    changed_given_back { zh_hans: "退回的功能包费用", en: "Given back for void add-ons", ja: "無効になる追加機能の返金" }
    /// Button: confirm what gives more back than it charges.
    upgrade_confirm_return(amount: &str) { zh_hans: format!("确认升级，退回 {amount}"), en: format!("Upgrade and get {amount} back"), ja: format!("アップグレードして {amount} の返金を受ける") }
    /// What an order is about, where it goes up.
    order_what_upgrade(item: &str) { zh_hans: format!("升级至{item}"), en: format!("The upgrade to {item}"), ja: format!("{item}へのアップグレード") }
    /// Why there is no form.
    upgrade_not_here { zh_hans: "现在不能升级", en: "It cannot be upgraded now", ja: "現在はアップグレードできません" }
    /// Nothing higher is for sale.
    upgrade_nothing {
        zh_hans: "这个应用已是最高版本，持有的功能包也没有更高档位。需要新的功能包时，请到购买页面加购。",
        en: "This application has the highest package already, and its add-ons have no higher tier. Buy another add-on on the purchase page.",
        ja: "このアプリは最上位のプランで、追加機能にも上位の段階がありません。新しい追加機能は購入ページでご購入ください。",
    }
    /// Refused: no running term.
    upgrade_refused_term {
        zh_hans: "只有套餐有效期内的预付费应用才能升级。",
        en: "Only an application whose prepaid package runs can be upgraded.",
        ja: "アップグレードできるのは、前払いプランの期間中のアプリだけです。",
    }
    /// Refused: a bill is overdue.
    upgrade_refused_overdue {
        zh_hans: "账号有逾期未付的账单。请先结清账单，再升级。",
        en: "A bill of your account is overdue. Pay it first, then upgrade.",
        ja: "お支払い期限を過ぎた請求書があります。お支払いを済ませてからアップグレードしてください。",
    }
    /// Refused: ultimate already.
    upgrade_refused_ultimate {
        zh_hans: "这个应用已是旗舰版，没有更高的套餐包。",
        en: "This application runs on Ultimate already; there is no higher package.",
        ja: "このアプリはすでにUltimate版で、これより上位のプランはありません。",
    }
    /// Refused: not held.
    upgrade_refused_not_held(name: &str) {
        zh_hans: format!("这个应用没有购买{name}。请到购买页面加购，而不是升级。"),
        en: format!("This application does not hold {name}: buy it on the purchase page instead."),
        ja: format!("このアプリは{name}を購入していません。アップグレードではなく、購入ページでご購入ください。"),
    }
    /// Refused: not higher.
    upgrade_refused_not_higher(name: &str) {
        zh_hans: format!("{name}不高于现有档位，请选择更高的一档。"),
        en: format!("{name} is not above what is held: choose a higher tier."),
        ja: format!("{name}は現在の段階より上ではありません。さらに上の段階を選択してください。"),
    }
    /// Refused: call packs.
    upgrade_refused_pack {
        zh_hans: "音视频通话能力包不能升级。请先退费再购买另一种，或等到期后再购买。",
        en: "Call packs are not upgraded: refund it and buy another one, or wait for its end.",
        ja: "通話パックはアップグレードできません。返金後に別のパックを購入するか、期限をお待ちください。",
    }
    /// Refused: not offered.
    upgrade_refused_not_offered(name: &str) {
        zh_hans: format!("{name}不在这个应用可升级的范围内，请从列表中选择。"),
        en: format!("{name} is not offered for this application: choose one from the list."),
        ja: format!("{name}はこのアプリでは選択できません。一覧から選択してください。"),
    }
    /// Refused: no call pack becomes void.
    upgrade_refused_no_void {
        zh_hans: "没有通话能力包因升级而失效，不需要替换。请选择不购买，或到购买页面加购。",
        en: "No call pack becomes void by this upgrade, so there is none to replace. Choose none, or buy one on the purchase page.",
        ja: "このアップグレードで無効になる通話パックはないため、切り替えは不要です。「購入しない」を選ぶか、購入ページでご購入ください。",
    }
    /// A choice that is none of the page's.
    upgrade_refused_option { zh_hans: "请从列表中选择一项。", en: "Choose one from the list.", ja: "一覧から選択してください。" }
}

impl Words {
    /// Why a package can't be renewed, and what to do (R2).
    #[must_use]
    pub fn renewal_refused(self, refused: &RenewalRefused) -> Cow<'static, str> {
        match refused {
            RenewalRefused::NoPackage => self.renew_refused_package(),
            RenewalRefused::NothingLeft => self.renew_refused_nothing(),
            RenewalRefused::Overdue => self.renew_refused_overdue(),
            RenewalRefused::StoppedForGood => self.renew_refused_final(),
            RenewalRefused::Released => self.renew_refused_released(),
            RenewalRefused::Months { least, most, .. } => self.refused_months(*least, *most),
            RenewalRefused::NotHeld { kind } => self.renew_refused_not_held(&self.add_on_kind_name(*kind)),
            RenewalRefused::NoPrice { item } => self.renew_refused_no_price(&self.item_name(*item)),
        }
    }

    /// Why an app can't go up, and what to do (R4).
    #[must_use]
    pub fn upgrade_refused(self, refused: &UpgradeRefused) -> Cow<'static, str> {
        match refused {
            UpgradeRefused::NoRunningTerm => self.upgrade_refused_term(),
            UpgradeRefused::Overdue => self.upgrade_refused_overdue(),
            UpgradeRefused::UltimateAlready => self.upgrade_refused_ultimate(),
            UpgradeRefused::NotHeld { kind } => self.upgrade_refused_not_held(&self.add_on_kind_name(*kind)),
            UpgradeRefused::NotHigher { add_on } => {
                self.upgrade_refused_not_higher(&self.add_on_name(*add_on))
            }
            UpgradeRefused::CallPack => self.upgrade_refused_pack(),
            UpgradeRefused::NotOffered { item } => self.upgrade_refused_not_offered(&self.item_name(*item)),
            UpgradeRefused::NoCallPackVoided => self.upgrade_refused_no_void(),
        }
    }

    /// Why a wish can't be had, and what to do.
    #[must_use]
    pub fn wish_refused(self, refused: &WishRefused) -> Cow<'static, str> {
        match refused {
            WishRefused::Buy(refused) => self.purchase_refused(refused),
            WishRefused::Renew(refused) => self.renewal_refused(refused),
            WishRefused::Upgrade(refused) => self.upgrade_refused(refused),
        }
    }
}
