//! Where an application stands in its life, in words: the badge, what it means, and what comes next on which day.

use std::borrow::Cow;

use crate::{
    domain::{
        app::{AppState, Status, StopCause},
        lifecycle::Effect,
    },
    i18n::Words,
};

messages! {
    /// Badge: in use.
    state_active { zh_hans: "启用", en: "Active", ja: "利用中" }
    /// Badge: the term ends in so many days.
    state_expiring(days: u32) {
        zh_hans: format!("{days} 天后到期"),
        en: if days == 1 { "Expires in 1 day".to_owned() } else { format!("Expires in {days} days") },
        ja: format!("あと {days} 日で期限切れ"),
    }
    /// Badge: the term ends today.
    state_expiring_today { zh_hans: "今天到期", en: "Expires today", ja: "本日で期限切れ" }
    /// Badge: the term has ended.
    state_expired { zh_hans: "已到期", en: "Expired", ja: "期限切れ" }
    /// Badge: stopped.
    state_deactivated { zh_hans: "已停用", en: "Deactivated", ja: "停止済み" }
    /// Badge: stopped because a bill stayed unpaid.
    state_arrears { zh_hans: "欠费停用", en: "Deactivated for arrears", ja: "未払いにより停止中" }
    /// Badge: in use, but with a line on an overdue bill.
    state_overdue { zh_hans: "账单逾期", en: "Bill overdue", ja: "請求が未払いです" }
    /// Badge: stopped, the data gone.
    state_released { zh_hans: "数据已清除", en: "Data deleted", ja: "データ削除済み" }
    /// Badge: gone.
    state_deleted { zh_hans: "已删除", en: "Deleted", ja: "削除済み" }
    /// Filter: the term ends soon.
    state_expiring_soon { zh_hans: "即将到期", en: "Expiring soon", ja: "まもなく期限切れ" }
    /// Filter: deactivated or released.
    state_stopped { zh_hans: "停用", en: "Deactivated", ja: "停止済み" }

    /// Why it was stopped: its term ended.
    stopped_by_expiry { zh_hans: "套餐到期未续", en: "The package ended and was not renewed", ja: "プランの期限切れ" }
    /// Why it was stopped: its package was refunded.
    stopped_by_refund { zh_hans: "套餐已退费", en: "The package was refunded", ja: "プランの返金" }
    /// Why it was stopped: a bill stayed unpaid.
    stopped_by_arrears { zh_hans: "账单欠费", en: "A bill stayed unpaid", ja: "請求の未払い" }
    /// Why it was stopped: its owner did.
    stopped_by_owner { zh_hans: "由您停用", en: "You deactivated it", ja: "お客様による停止" }
    /// Why it was stopped: the staff did.
    stopped_by_operator { zh_hans: "由平台停用", en: "The platform deactivated it", ja: "プラットフォームによる停止" }

    /// Step of the timeline: the package is to renew itself.
    step_renew { zh_hans: "自动续费", en: "Automatic renewal", ja: "自動更新" }
    /// What becomes of it.
    step_renew_text {
        zh_hans: "先用代金券，再从余额扣款，续费 1 个月。不足时每天 0 点再试，最多再试 6 天；期间以下日期照常计算。",
        en: "One month is paid from vouchers, then from the balance. If they do not suffice, it is tried again at 00:00 for up to 6 more days, and the dates below hold until it succeeds.",
        ja: "バウチャー、次に残高から 1 か月分を支払います。不足する場合は毎日 0:00 に、最長 6 日間再試行します。成功するまでは以下の日付のとおりになります。",
    }
    /// Step of the timeline: the term ends.
    step_expire { zh_hans: "套餐到期", en: "The package ends", ja: "プランの期限が切れます" }
    /// What the end of the term means.
    step_expire_text(days: u32) {
        zh_hans: format!("之后 {days} 天内仍可正常使用。"),
        en: format!("The application keeps working for {days} more days."),
        ja: format!("その後 {days} 日間は引き続き利用できます。"),
    }
    /// Step of the timeline: the app is stopped.
    step_deactivate { zh_hans: "停用", en: "The application is deactivated", ja: "アプリが停止します" }
    /// What being stopped means.
    step_deactivate_text(days: u32) {
        zh_hans: format!("用户无法登录和收发消息，数据保留 {days} 天。"),
        en: format!("Users can no longer sign in or send messages. The data are kept for {days} days."),
        ja: format!("ユーザーはログインもメッセージの送受信もできなくなります。データは {days} 日間保持されます。"),
    }
    /// Step of the timeline: the data are gone.
    step_release { zh_hans: "清除数据", en: "The data are deleted", ja: "データが削除されます" }
    /// What that means.
    step_release_text {
        zh_hans: "数据无法恢复，之后只能删除应用。",
        en: "They cannot be restored. From then on the application can only be deleted.",
        ja: "データは復元できず、以後はアプリの削除のみ可能です。",
    }
}

impl Words {
    /// The name of a state, without what comes next.
    #[must_use]
    pub fn status_name(self, status: Status) -> Cow<'static, str> {
        match status {
            Status::Active => self.state_active(),
            Status::Expired => self.state_expired(),
            Status::Deactivated => self.state_deactivated(),
            Status::Released => self.state_released(),
            Status::Deleted => self.state_deleted(),
        }
    }

    /// What a badge says of an app: its state, and the days left (of the calendar) where the end is near.
    #[must_use]
    pub fn state_badge(self, state: AppState, days_left: Option<u32>) -> Cow<'static, str> {
        match (state, days_left) {
            (AppState::Active, Some(0)) => self.state_expiring_today(),
            (AppState::Active, Some(days)) => self.state_expiring(days),
            (AppState::Deactivated { cause: StopCause::Arrears, .. }, _) => self.state_arrears(),
            _ => self.status_name(state.status()),
        }
    }

    /// Why an app was stopped.
    #[must_use]
    pub fn stop_cause(self, cause: StopCause) -> Cow<'static, str> {
        match cause {
            StopCause::Expiry => self.stopped_by_expiry(),
            StopCause::Refund => self.stopped_by_refund(),
            StopCause::Arrears => self.stopped_by_arrears(),
            StopCause::Owner => self.stopped_by_owner(),
            StopCause::Operator => self.stopped_by_operator(),
        }
    }

    /// What the clock will do to an app.
    #[must_use]
    pub fn effect_name(self, effect: Effect) -> Cow<'static, str> {
        match effect {
            Effect::Renew => self.step_renew(),
            Effect::Expire => self.step_expire(),
            Effect::EndPack => self.step_end_pack(),
            Effect::Deactivate => self.step_deactivate(),
            Effect::Release => self.step_release(),
        }
    }
}
