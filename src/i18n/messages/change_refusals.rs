//! Why an application can't be changed: a sentence of its own for each case (U1–U3, U6, U9, U10). A new case does not
//! compile without its sentence.

use std::borrow::Cow;

use crate::{
    domain::{
        change::{ChangeRefused, Changeable, LoweredLimit, Value},
        charge::Measure,
    },
    i18n::{
        Words,
        format::{Format, number},
    },
};

messages! {
    /// A2.
    change_not_verified { zh_hans: "账号尚未通过实名认证。请先完成实名认证。", en: "Your account has not been verified yet. Complete the verification first.", ja: "アカウントの本人確認が完了していません。先に本人確認を済ませてください。" }
    /// It is not in use.
    change_not_active { zh_hans: "应用未在使用中，不能变更。请先恢复使用。", en: "The application is not in use, so it cannot be changed. Bring it back first.", ja: "アプリが利用中ではないため変更できません。先に利用を再開してください。" }
    /// U1: the edition.
    change_not_upgradable(edition: &str) { zh_hans: format!("{edition}应用不能升级为后付费；只有 IM (旧版) 应用可以。"), en: format!("A {edition} application cannot become postpaid; only one of the legacy edition can."), ja: format!("{edition}のアプリは後払いにアップグレードできません。旧版のアプリだけが対象です。") }
    /// U9: it was downgraded.
    change_was_downgraded { zh_hans: "应用曾降级为体验版，不能再转为后付费。请购买预付费套餐包。", en: "The application was downgraded to Trial and can never become postpaid. Buy a prepaid package.", ja: "このアプリは体験版にダウングレードされたため、後払いにはできません。前払いのプランを購入してください。" }
    /// U2: it is not postpaid.
    change_not_postpaid { zh_hans: "只有后付费应用可以变配。", en: "Only a postpaid application can be reconfigured.", ja: "設定変更ができるのは後払いのアプリだけです。" }
    /// U1: the edition is not for sale.
    change_edition_not_offered { zh_hans: "请选择列表中的一个版本。", en: "Choose one of the editions in the list.", ja: "一覧からエディションを選択してください。" }
    /// U1: the add-on is not offered.
    change_not_offered(add_on: &str, edition: &str) { zh_hans: format!("{edition}没有“{add_on}”这个选项。请选择列表中的其他选项。"), en: format!("“{add_on}” is not offered with {edition}. Choose another of the options."), ja: format!("{edition}では「{add_on}」を選べません。一覧から選び直してください。") }
    /// U1: twice.
    change_chosen_twice(add_on: &str) { zh_hans: format!("“{add_on}”选择了两次。请只选一项。"), en: format!("“{add_on}” was chosen twice. Choose one option."), ja: format!("「{add_on}」が 2 回選択されています。1 つだけ選んでください。") }
    /// U6: no package.
    change_history_needs_package { zh_hans: "有专业版或旗舰版套餐的应用才能延长历史消息存储。", en: "A longer history needs a Professional or Ultimate package.", ja: "履歴の保存期間を延ばすには、Professional版またはUltimate版のプランが必要です。" }
    /// U6: the length.
    change_history_not_offered { zh_hans: "请选择列表中的一个存储时长。", en: "Choose one of the lengths in the list.", ja: "一覧から保存期間を選択してください。" }
    /// Everything is as it was.
    change_nothing { zh_hans: "所选与当前相同。请更改至少一项。", en: "Everything is as it is now. Change at least one item.", ja: "現在の設定と同じです。少なくとも 1 項目を変更してください。" }
    /// U3: changed already.
    change_again(item: &str, date: &str) { zh_hans: format!("“{item}”本月已变更过，{date}起才能再次变更。"), en: format!("“{item}” was changed this month and can be changed again from {date} on."), ja: format!("「{item}」は今月すでに変更されています。次に変更できるのは{date}からです。") }
    /// U3: changed already, but it can be set back.
    change_again_or_back(item: &str, value: &str, date: &str) { zh_hans: format!("“{item}”本月已变更过，{date}前只能改回“{value}”。"), en: format!("“{item}” was changed this month. Before {date} it can only be set back to “{value}”."), ja: format!("「{item}」は今月すでに変更されています。{date}までは「{value}」に戻すことだけができます。") }
    /// U9: not the legacy edition.
    change_not_legacy { zh_hans: "只有 IM (旧版) 应用可以降级为体验版。", en: "Only an application of the legacy edition can be downgraded.", ja: "ダウングレードできるのは旧版のアプリだけです。" }
    /// The form was sent before with other answers.
    change_sent_before { zh_hans: "这个表单已经提交过，内容不同，没有再做变更。请查看应用现在的状态。", en: "This form was sent before with other answers; nothing more was changed. Look at the application as it is now.", ja: "このフォームは別の内容で送信済みのため、変更は行われていません。現在の状態をご確認ください。" }
    /// The form is too old.
    change_form_stale { zh_hans: "页面打开得太久，没有做任何变更。请重新开始。", en: "The page was open for too long; nothing was changed. Start again.", ja: "ページを開いてから時間が経ちすぎたため、変更は行われていません。最初からやり直してください。" }
    /// An option that the page does not offer.
    change_option { zh_hans: "请选择列表中的一个选项。", en: "Choose one of the options in the list.", ja: "一覧の選択肢から選び直してください。" }
    /// The length of the history that an edition brings.
    history_base { zh_hans: "版本自带时长", en: "what the edition includes", ja: "エディションに含まれる期間" }
    /// Why a trial is not reconfigured.
    cannot_reconfigure_trial { zh_hans: "体验版没有可变配的内容。购买预付费套餐包即可使用专业版或旗舰版。", en: "A trial has nothing to reconfigure. Buy a prepaid package to get Professional or Ultimate.", ja: "体験版に設定変更できる項目はありません。前払いのプランを購入すると Professional版またはUltimate版を利用できます。" }
}

impl Words {
    /// Why an application can't be changed, and what to do.
    #[must_use]
    pub fn change_refused(self, refused: &ChangeRefused, f: Format) -> Cow<'static, str> {
        match refused {
            ChangeRefused::NotVerified => self.change_not_verified(),
            ChangeRefused::OverBudget => self.over_budget(),
            ChangeRefused::NotActive => self.change_not_active(),
            ChangeRefused::NotUpgradable { edition } => {
                self.change_not_upgradable(&self.edition_name(*edition))
            }
            ChangeRefused::WasDowngraded => self.change_was_downgraded(),
            ChangeRefused::NotPostpaid => self.change_not_postpaid(),
            ChangeRefused::EditionNotOffered { .. } => self.change_edition_not_offered(),
            ChangeRefused::NotOffered { add_on, edition } => {
                self.change_not_offered(&self.add_on_name(*add_on), &self.edition_name(*edition))
            }
            ChangeRefused::ChosenTwice { kind } => self.change_chosen_twice(&self.add_on_kind_name(*kind)),
            ChangeRefused::HistoryNeedsPackage => self.change_history_needs_package(),
            ChangeRefused::HistoryNotOffered { .. } => self.change_history_not_offered(),
            ChangeRefused::NothingChanges => self.change_nothing(),
            ChangeRefused::ChangedThisMonth { item, back_to, next_at } => {
                let (item, date) = (self.changeable_name(*item), f.date_long(*next_at));
                match back_to {
                    Some(value) => self.change_again_or_back(&item, &self.change_value(*value), &date),
                    None => self.change_again(&item, &date),
                }
            }
            ChangeRefused::NotLegacy => self.change_not_legacy(),
            ChangeRefused::PrepaidIsRefunded => self.cannot_deactivate_prepaid(),
            ChangeRefused::StoppedAlready => self.cannot_deactivate_stopped(),
            ChangeRefused::ByTicketOnly => self.cannot_touch_rtc(),
        }
    }

    /// What is counted once a month.
    #[must_use]
    pub fn changeable_name(self, item: Changeable) -> Cow<'static, str> {
        match item {
            Changeable::Edition => self.edition(),
            Changeable::AddOn(kind) => self.add_on_kind_name(kind),
            Changeable::History => self.history_days(),
        }
    }

    /// What such a thing is or was, in a few words.
    #[must_use]
    pub fn change_value(self, value: Value) -> Cow<'static, str> {
        match value {
            Value::Edition(edition) => self.edition_name(edition),
            Value::AddOn(_, Some(add_on)) => self.add_on_name(add_on),
            Value::AddOn(_, None) => self.buy_add_on_none(),
            Value::History(Some(days)) => self.limits_days(&number(i64::from(days))),
            Value::History(None) => self.history_base(),
        }
    }

    /// The name of a limit that a change can lower.
    #[must_use]
    pub fn lowered_limit_name(self, limit: LoweredLimit) -> Cow<'static, str> {
        match limit {
            LoweredLimit::LivestreamGroups => self.limit_livestream_groups(),
            LoweredLimit::GroupsPerUser => self.limit_groups_per_user(),
            LoweredLimit::MembersPerGroup => self.limit_members_per_group(),
            LoweredLimit::Groups => self.limit_groups(),
            LoweredLimit::RegisteredUsers => self.limit_registered_users(),
        }
    }

    /// What an app's use is measured by.
    #[must_use]
    pub fn measure_name(self, measure: Measure) -> Cow<'static, str> {
        match measure {
            Measure::DailyActiveUsers => self.measure_active_users(),
            Measure::PeakGroups => self.measure_peak_groups(),
            Measure::CallMinutes => self.rtc_minutes(),
        }
    }
}
