//! Words of the page that manages renewals, and of renewing several applications together.

use std::borrow::Cow;

use crate::{domain::upkeep::Upkeep, i18n::Words};

messages! {
    /// Title and link.
    upkeep_title { zh_hans: "续费管理", en: "Renewals", ja: "更新の管理" }
    /// Under the title, and in the list of records.
    upkeep_text { zh_hans: "查看每个应用何时到期、何时自动扣费，批量续费", en: "When each application ends and is charged next; renew several at once", ja: "アプリごとの期限と次回の引き落とし、まとめて更新" }
    /// Tab.
    upkeep_manual { zh_hans: "手动续费", en: "By hand", ja: "手動で更新" }
    /// Tab.
    upkeep_automatic { zh_hans: "自动续费应用", en: "Automatic", ja: "自動で更新" }
    /// Tab.
    upkeep_ended { zh_hans: "到期未续", en: "Ended, not renewed", ja: "期限切れ（未更新）" }
    /// A tab with its number.
    upkeep_tab(name: &str, count: &str) { zh_hans: format!("{name}（{count}）"), en: format!("{name} ({count})"), ja: format!("{name}（{count} 件）") }
    /// Name of the tabs.
    upkeep_tabs { zh_hans: "续费方式", en: "How they are renewed", ja: "更新の方法" }
    /// Column: when it ends.
    upkeep_end { zh_hans: "到期", en: "Ends", ja: "期限の日時" }
    /// Column: the next automatic charge.
    upkeep_next { zh_hans: "下次扣款日与金额", en: "Next charge", ja: "次回の引き落とし" }
    /// Column: whether the balance lasts.
    upkeep_covered { zh_hans: "余额是否足够", en: "Balance", ja: "残高は足りるか" }
    /// Column: what can be done.
    upkeep_act { zh_hans: "操作", en: "Action", ja: "操作する" }
    /// No automatic charge; what a month costs.
    upkeep_by_hand(price: &str) { zh_hans: format!("不自动扣款；续 1 个月 {price}"), en: format!("None; a month is {price}"), ja: format!("なし（1 か月 {price}）") }
    /// No automatic charge.
    upkeep_none { zh_hans: "不自动扣款", en: "None", ja: "なし" }
    /// The next charge.
    upkeep_charge(date: &str, amount: &str) { zh_hans: format!("{date}，{amount}"), en: format!("{date}, {amount}"), ja: format!("{date}に {amount}") }
    /// Something of it is not sold any more.
    upkeep_unpriced(date: &str) { zh_hans: format!("{date}，含已停售项目，无法续费"), en: format!("{date}; part of it is not sold any more"), ja: format!("{date}。販売終了の項目を含むため更新できません") }
    /// The balance lasts.
    upkeep_enough { zh_hans: "足够", en: "Enough", ja: "足りる" }
    /// It does not.
    upkeep_short { zh_hans: "不足", en: "Not enough", ja: "不足しています" }
    /// Why some have no switch or box.
    upkeep_order { zh_hans: "自动扣款按时间先后从余额扣除；余额是否足够按此顺序计算，不含代金券。", en: "Charges are taken in the order of their dates, and so is the balance counted; vouchers are left out.", ja: "引き落としは日時の順に行われ、残高もその順に計算しています（バウチャーは含みません）。" }
    /// Box of a row.
    upkeep_choose(name: &str) { zh_hans: format!("选择“{name}”"), en: format!("Choose {name}"), ja: format!("「{name}」を選択") }
    /// Nothing in this tab.
    upkeep_empty { zh_hans: "没有这样的应用", en: "There is no such application", ja: "該当するアプリはありません" }
    /// What this tab shows.
    upkeep_empty_text { zh_hans: "购买预付费套餐包的应用会出现在这里。", en: "Applications with a prepaid package appear here.", ja: "前払いプランを購入したアプリがここに表示されます。" }
    /// Section: several at once.
    together_title { zh_hans: "批量续费", en: "Renew several at once", ja: "まとめて更新" }
    /// How it works.
    together_text(most: u32) {
        zh_hans: format!("勾选应用（最多 {most} 个）并选择时长，下一步核对。全部功能包一起续费；全部成功或全部不扣款。批量续费不使用代金券。"),
        en: format!("Tick applications (up to {most}) and choose for how long; you check it next. All add-ons are renewed. Either all of them are paid or none. No vouchers are used here."),
        ja: format!("アプリ（最大 {most} 件）と期間を選ぶと、次に内容を確認できます。追加機能もすべて更新されます。全件を更新するか、まったく請求しないかのどちらかです。バウチャーは使用しません。"),
    }
    /// Button: to the check page.
    together_next { zh_hans: "核对所选应用", en: "Check the chosen ones", ja: "選択したアプリを確認" }
    /// Title of the check page.
    together_check { zh_hans: "核对批量续费", en: "Check the renewals", ja: "まとめて更新する内容の確認" }
    /// One application: how long.
    together_app(name: &str, until: &str) { zh_hans: format!("{name}，至 {until}"), en: format!("{name}, until {until}"), ja: format!("{name}（{until} まで）") }
    /// Button: the act.
    together_pay(amount: &str) { zh_hans: format!("续费并支付 {amount}"), en: format!("Renew all and pay {amount}"), ja: format!("すべて更新して {amount} を支払う") }
    /// The balance is short.
    together_short(missing: &str) {
        zh_hans: format!("余额不足以续费全部应用，还差 {missing}。没有续费任何应用，也没有扣款。请先充值，或少选几个应用。"),
        en: format!("The balance is short by {missing} for all of them. None was renewed and nothing was charged. Top up first, or choose fewer."),
        ja: format!("すべてを更新するには残高が {missing} 不足しています。どのアプリも更新されず、請求もありません。チャージするか、選択を減らしてください。"),
    }
    /// One of them can't be renewed.
    together_rule(app: &str, reason: &str) {
        zh_hans: format!("应用 {app}：{reason}没有续费任何应用，也没有扣款。"),
        en: format!("Application {app}: {reason} None was renewed and nothing was charged."),
        ja: format!("アプリ {app}：{reason}どのアプリも更新されず、請求もありません。"),
    }
    /// None was chosen.
    together_nothing { zh_hans: "请至少勾选一个应用。", en: "Tick at least one application.", ja: "アプリを 1 件以上選択してください。" }
    /// Too many were chosen.
    together_too_many(most: u32) { zh_hans: format!("一次最多续费 {most} 个应用，请分批选择。"), en: format!("At most {most} applications are renewed at once: choose fewer."), ja: format!("一度に更新できるのは {most} 件までです。分けて選択してください。") }
    /// The total has changed.
    together_changed { zh_hans: "页面打开后价格或应用发生了变化，没有扣款。请核对最新内容后再确认。", en: "A price or an application changed since the page was shown; nothing was charged. Check what it is now and confirm again.", ja: "ページの表示後に料金またはアプリが変わったため、請求は行われていません。最新の内容を確認して、もう一度確定してください。" }
    /// The form had been sent before with other answers.
    together_sent_before { zh_hans: "这张表单已提交过并完成了续费，没有再次扣款。", en: "This form was sent before and its renewals are made; nothing more was charged.", ja: "このフォームは送信済みで更新も完了しています。追加の請求はありません。" }
    /// The form is older than a day.
    together_stale { zh_hans: "这张表单打开太久了，没有扣款。请核对后再次提交。", en: "This form was open for too long; nothing was charged. Check it and send it once more.", ja: "フォームを開いてから時間が経ちすぎました。請求は行われていません。確認して、もう一度送信してください。" }
    /// Flash.
    notice_renewed_together { zh_hans: "所选应用已全部续费。", en: "All chosen applications are renewed.", ja: "選択したアプリをすべて更新しました。" }
}

impl Words {
    /// The name of how packages are kept up.
    #[must_use]
    pub fn upkeep_name(self, upkeep: Upkeep) -> Cow<'static, str> {
        match upkeep {
            Upkeep::Manual => self.upkeep_manual(),
            Upkeep::Automatic => self.upkeep_automatic(),
            Upkeep::Ended => self.upkeep_ended(),
        }
    }
}
