//! Why something can't be bought or a voucher can't be used: a sentence of its own for each case, which says what is
//! wrong and what to do (P1–P13, M2). A new case does not compile without its sentence.

use std::borrow::Cow;

use crate::{
    domain::{product::AddOnKind, purchase::PurchaseRefused, voucher::VoucherRefused},
    i18n::{Words, format::Format},
};

messages! {
    /// P1.
    refused_not_verified {
        zh_hans: "账号尚未通过实名认证。请先完成实名认证，再购买。",
        en: "Your account has not been verified yet. Complete the verification, then buy.",
        ja: "アカウントの本人確認が完了していません。本人確認を済ませてからご購入ください。",
    }
    /// M1: overdue bills are paid first.
    refused_overdue {
        zh_hans: "有逾期未付的账单。请先充值付清账单，再购买或使用代金券。",
        en: "A bill is overdue. Top up to pay it first; then you can buy and use vouchers again.",
        ja: "お支払い期限を過ぎた請求があります。先に残高をチャージしてお支払いください。その後、購入とバウチャーの利用ができます。",
    }
    /// P2: no such place.
    refused_unknown_data_centre {
        zh_hans: "请选择列表中的一个数据中心。",
        en: "Choose one of the data centres in the list.",
        ja: "一覧からデータセンターを選択してください。",
    }
    /// P2: another place.
    refused_other_data_centre {
        zh_hans: "所选应用不在这个数据中心。请选择列表中的应用，或改选应用所在的数据中心。",
        en: "This application is in another data centre. Choose one from the list, or choose the data centre that it is in.",
        ja: "選択したアプリは別のデータセンターにあります。一覧から選び直すか、アプリのあるデータセンターを選択してください。",
    }
    /// P3.
    refused_no_app {
        zh_hans: "请选择要购买套餐的应用；还没有应用时，请先新建一个。",
        en: "Choose the application to buy for; if there is none yet, create one first.",
        ja: "購入対象のアプリを選択してください。まだない場合は、先に作成してください。",
    }
    /// P5.
    refused_package_needed {
        zh_hans: "请选择专业版或旗舰版套餐包；这个应用不能只购买功能包。",
        en: "Choose the Professional or the Ultimate package; this application cannot buy add-ons alone.",
        ja: "Professional版またはUltimate版のプランを選択してください。このアプリは追加機能のみの購入はできません。",
    }
    /// P6: it has one.
    refused_package_held {
        zh_hans: "这个应用已有套餐包，此处只能加购功能包。请不要选择套餐包；要换到更高版本，请在应用配置页升级。",
        en: "This application has a package already, so only add-ons can be bought here. Leave the package out; to move to a higher edition, upgrade on the application page.",
        ja: "このアプリにはすでにプランがあるため、ここで購入できるのは追加機能のみです。プランの選択を外してください。上位エディションへの変更は、アプリの設定ページでアップグレードしてください。",
    }
    /// P6: postpaid.
    refused_postpaid {
        zh_hans: "这个应用为后付费，套餐按月计费，此处只能单独购买通话能力包。请不要选择套餐包；要变更版本，请在应用配置页变配。",
        en: "This application is postpaid: its package is charged by the month, and only a call pack can be bought here. Leave the package out; to change the edition, reconfigure it on the application page.",
        ja: "このアプリは後払いで、プランは月ごとに請求されます。ここで購入できるのは通話パックだけです。プランの選択を外してください。エディションの変更は、アプリの設定ページの設定変更で行います。",
    }
    /// P6: legacy.
    refused_legacy {
        zh_hans: "IM (旧版) 应用不能直接购买套餐包。请先在应用配置页升级为后付费，或降级为体验版后再购买。",
        en: "An application of the legacy edition cannot buy a package as it is. On its page, upgrade it to postpaid, or downgrade it to Trial and then buy.",
        ja: "IM (旧版) のアプリは、そのままではプランを購入できません。アプリの設定ページで後払いにアップグレードするか、体験版にダウングレードしてから購入してください。",
    }
    /// P6: stopped by its owner or an operator.
    refused_stopped_for_good {
        zh_hans: "这个应用已被永久停用，不能再购买。请选择其他应用，或新建一个。",
        en: "This application was deactivated for good and cannot buy any more. Choose another one, or create one.",
        ja: "このアプリは完全に停止されているため、購入できません。別のアプリを選択するか、新しく作成してください。",
    }
    /// P13: too late.
    refused_released {
        zh_hans: "这个应用的数据已在保留期结束后清除，不能再续费。请新建一个应用。",
        en: "The data of this application was removed at the end of its retention, so it cannot be renewed. Create a new application.",
        ja: "このアプリのデータは保存期間の終了により消去されたため、更新できません。新しいアプリを作成してください。",
    }
    /// P6: nothing chosen.
    refused_nothing_chosen {
        zh_hans: "请至少选择一个功能包。",
        en: "Choose at least one add-on.",
        ja: "追加機能を 1 つ以上選択してください。",
    }
    /// P7: no such tier here; the edition without it is named.
    refused_not_offered(add_on: &str, edition: &str) {
        zh_hans: format!("“{add_on}”不能与{edition}一起购买。请选择列表中的其他选项。"),
        en: format!("“{add_on}” is not offered with {edition}. Choose one of the options in the list."),
        ja: format!("「{add_on}」は{edition}では購入できません。一覧から別の選択肢を選んでください。"),
    }
    /// P7: twice.
    refused_chosen_twice(add_on: &str) {
        zh_hans: format!("“{add_on}”选了两次。请只保留一个选项。"),
        en: format!("“{add_on}” was chosen twice. Keep one option only."),
        ja: format!("「{add_on}」が 2 回選択されています。1 つだけ選択してください。"),
    }
    /// P6: held already.
    refused_held(add_on: &str) {
        zh_hans: format!("应用已有“{add_on}”，到期前不能重复购买。请改为“不加购”。"),
        en: format!("The application has “{add_on}” already and cannot buy it again before its end. Choose not to add it."),
        ja: format!("このアプリには「{add_on}」がすでにあり、有効期限までは重ねて購入できません。「追加しない」を選択してください。"),
    }
    /// P8: the pack, and the edition that it does not pair with.
    refused_pairing(pack: &str, edition: &str) {
        zh_hans: format!("“{pack}”音视频通话能力包不能搭配{edition}。请选择与套餐包匹配的通话能力包。"),
        en: format!("The “{pack}” call pack does not go with {edition}. Choose a call pack that goes with your package."),
        ja: format!("音声・ビデオ通話パック「{pack}」は{edition}では利用できません。プランに合う通話パックを選択してください。"),
    }
    /// P9.
    refused_months(least: u32, most: u32) {
        zh_hans: format!("购买时长请填写 {least} 到 {most} 之间的整数（单位：月）。"),
        en: format!("Enter the duration as a whole number of months from {least} to {most}."),
        ja: format!("ご利用期間は {least} から {most} までの整数（月数）で入力してください。"),
    }
    /// P9: none.
    refused_no_duration {
        zh_hans: "请选择购买时长。",
        en: "Choose a duration.",
        ja: "ご利用期間を選択してください。",
    }
    /// P9: a quick pick, and a number beside it.
    refused_two_durations {
        zh_hans: "选了一个购买时长，又填写了另一个月数。请只保留其中一个。",
        en: "One duration is chosen and another number of months is entered. Keep only one of them.",
        ja: "選択したご利用期間とは別の月数も入力されています。どちらか一方だけにしてください。",
    }
    /// P9: neither ticked nor left.
    refused_auto_renew {
        zh_hans: "请勾选自动续费，或不勾选。",
        en: "Tick automatic renewal, or leave it unticked.",
        ja: "自動更新にチェックを入れるか、外してください。",
    }
    /// P11.
    refused_agreement {
        zh_hans: "请阅读服务等级协议，并勾选同意。",
        en: "Read the service level agreement and tick the box to agree.",
        ja: "サービスレベル契約（SLA）をお読みのうえ、同意のチェックを入れてください。",
    }
    /// P12.
    refused_unpaid_order(no: &str) {
        zh_hans: format!("这个应用有一笔待付款订单（{no}）。请先支付或取消该订单。"),
        en: format!("This application has an unpaid order ({no}). Pay or cancel that order first."),
        ja: format!("このアプリにはお支払い待ちの注文（{no}）があります。先にその注文を支払うか、キャンセルしてください。"),
    }
    /// A value that the page does not offer.
    refused_option {
        zh_hans: "请选择列表中的一个选项。",
        en: "Choose one of the options in the list.",
        ja: "一覧の選択肢から選んでください。",
    }
    /// M2: nothing left.
    voucher_used_up { zh_hans: "已用完", en: "Used up", ja: "使い切りました" }
    /// M2: too late.
    voucher_expired(date: &str) { zh_hans: format!("已于 {date} 过期"), en: format!("Expired on {date}"), ja: format!("{date} に期限が切れました") }
    /// M2: held.
    voucher_frozen(no: &str) { zh_hans: format!("已被待付款订单 {no} 占用"), en: format!("Held by the unpaid order {no}"), ja: format!("お支払い待ちの注文 {no} で使用中です") }
    /// M2: below its threshold.
    voucher_below_threshold(amount: &str) { zh_hans: format!("订单满 {amount} 才能使用"), en: format!("Needs an order of {amount} or more"), ja: format!("{amount} 以上のご注文で使用できます") }
    /// M2: covers nothing here.
    voucher_out_of_scope { zh_hans: "本订单没有适用的商品", en: "Covers nothing in this order", ja: "この注文に対象の商品がありません" }
    /// What to do about a voucher that can't be used.
    voucher_choose_another(reason: &str) {
        zh_hans: format!("这张代金券不能用于此订单：{reason}。请改选其他代金券，或选择不使用。"),
        en: format!("This voucher cannot be used here. {reason}. Choose another one, or none."),
        ja: format!("このバウチャーは使用できません（{reason}）。別のバウチャーを選択するか、「使用しない」を選んでください。"),
    }
}

impl Words {
    /// Why something can't be bought, and what to do (P1–P13).
    #[must_use]
    pub fn purchase_refused(self, refused: &PurchaseRefused) -> Cow<'static, str> {
        match refused {
            PurchaseRefused::NotVerified => self.refused_not_verified(),
            PurchaseRefused::Overdue => self.refused_overdue(),
            PurchaseRefused::OverBudget => self.over_budget(),
            PurchaseRefused::UnknownDataCentre => self.refused_unknown_data_centre(),
            PurchaseRefused::OtherDataCentre => self.refused_other_data_centre(),
            PurchaseRefused::NoApp => self.refused_no_app(),
            PurchaseRefused::PackageNeeded => self.refused_package_needed(),
            PurchaseRefused::PackageHeld => self.refused_package_held(),
            PurchaseRefused::Postpaid => self.refused_postpaid(),
            PurchaseRefused::Reconfigured { kind } => {
                self.refused_reconfigured(&self.add_on_kind_name(*kind))
            }
            PurchaseRefused::PackRuns => self.refused_pack_runs(),
            PurchaseRefused::Legacy => self.refused_legacy(),
            PurchaseRefused::StoppedForGood => self.refused_stopped_for_good(),
            PurchaseRefused::Released => self.refused_released(),
            PurchaseRefused::NothingChosen => self.refused_nothing_chosen(),
            PurchaseRefused::NotOffered { add_on, edition } => {
                self.refused_not_offered(&self.add_on_name(*add_on), &self.edition_name(*edition))
            }
            PurchaseRefused::ChosenTwice { kind } => self.refused_chosen_twice(&self.add_on_kind_name(*kind)),
            PurchaseRefused::Held { kind } => self.refused_held(&self.add_on_kind_name(*kind)),
            PurchaseRefused::CallPackPairing { pack, edition } => {
                self.refused_pairing(&self.call_pack_name(*pack), &self.edition_name(*edition))
            }
            PurchaseRefused::Months { least, most, .. } => self.refused_months(*least, *most),
            PurchaseRefused::AgreementMissing => self.refused_agreement(),
            PurchaseRefused::UnpaidOrder { no } => self.refused_unpaid_order(no.as_str()),
        }
    }

    /// Why a voucher can't be used on an order, in a few words (M2).
    #[must_use]
    pub fn voucher_refused(self, refused: &VoucherRefused, f: Format) -> Cow<'static, str> {
        match refused {
            VoucherRefused::UsedUp => self.voucher_used_up(),
            VoucherRefused::Expired { at } => self.voucher_expired(&f.date(*at)),
            VoucherRefused::Frozen { by } => self.voucher_frozen(by.as_str()),
            VoucherRefused::BelowThreshold { threshold } => {
                self.voucher_below_threshold(&f.money_iso(*threshold))
            }
            VoucherRefused::OutOfScope => self.voucher_out_of_scope(),
        }
    }

    /// The kinds of add-ons that a voucher covers, in one line.
    #[must_use]
    pub fn add_on_kinds(self, kinds: &[AddOnKind]) -> String {
        let names: Vec<_> = kinds.iter().map(|&kind| self.add_on_kind_name(kind)).collect();
        names.join(if self.locale == crate::i18n::Locale::En { ", " } else { "、" })
    }
}
