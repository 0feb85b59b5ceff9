//! Words of real-time audio/video: its section, its page, and why the free trial is not given (C7).

use std::borrow::Cow;

use crate::{
    domain::rtc::{Standing, TrialRefused},
    i18n::{Words, format::Format},
};

messages! {
    /// Section, title, crumb.
    rtc_title { zh_hans: "实时音视频", en: "Real-time audio/video", ja: "リアルタイム音声・ビデオ" }
    /// Badge.
    rtc_is_stopped { zh_hans: "随应用停用", en: "Stopped with the application", ja: "アプリとともに停止中" }
    /// Badge.
    rtc_is_off { zh_hans: "未开通", en: "Not enabled", ja: "未使用（まだ有効ではありません）" }
    /// Badge.
    rtc_is_on { zh_hans: "已开通", en: "Enabled", ja: "有効です" }
    /// Badge.
    rtc_is_tried { zh_hans: "体验中", en: "Free trial", ja: "無料トライアル中" }
    /// Badge.
    rtc_has_pack { zh_hans: "通话可用", en: "Calls in force", ja: "通話を利用できます" }
    /// Button.
    rtc_enable { zh_hans: "立即开通", en: "Enable now", ja: "今すぐ有効にする" }
    /// What enabling does.
    rtc_enable_text { zh_hans: "开通后会以同一 SDKAppID 创建实时音视频应用，账号与密钥共用，无需另外登录。开通不收费。", en: "This creates the audio/video application with the same SDKAppID. Both share accounts and keys, so nobody signs in twice. Enabling costs nothing.", ja: "同じ SDKAppID で音声・ビデオのアプリを作成します。アカウントとキーは共通で、別途ログインする必要はありません。有効にするだけでは料金はかかりません。" }
    /// Of an app that came from there.
    rtc_from_there { zh_hans: "此应用来自实时音视频，一直处于开通状态；购买时按体验版处理。", en: "This application came from audio/video, where it has been enabled from the start. It can buy what a trial can.", ja: "このアプリは音声・ビデオから移行されたもので、最初から有効です。購入時は体験版と同じ扱いになります。" }
    /// It is on, without calls.
    rtc_on_text { zh_hans: "与即时通信共用 SDKAppID、账号和密钥。使用通话需要体验或通话包。", en: "It shares SDKAppID, accounts and keys with messaging. Calls need the free trial or a call pack.", ja: "メッセージングと SDKAppID・アカウント・キーを共有しています。通話には無料トライアルまたは通話パックが必要です。" }
    /// It is stopped.
    rtc_stopped_text { zh_hans: "应用停用期间，音视频不可用。", en: "While the application is stopped, its audio/video can’t be used.", ja: "アプリの停止中は、音声・ビデオを利用できません。" }
    /// Button and label.
    rtc_try { zh_hans: "免费体验", en: "Free trial", ja: "無料で試す" }
    /// What the trial is, with the end that it would have now.
    rtc_try_text(days: u32, end: &str) { zh_hans: format!("体验通话 {days} 天，现在开始则至 {end}。到期自动停止，不扣费。每个 SDKAppID 只能体验一次。"), en: format!("Calls for {days} days: begun now, until {end}. It ends by itself and nothing is charged. Once per SDKAppID."), ja: format!("通話を {days} 日間試せます。今始めると {end} までです。自動的に終了し、料金はかかりません。SDKAppID ごとに 1 回だけです。") }
    /// It runs.
    rtc_trial_text(end: &str) { zh_hans: format!("通话体验至 {end}，到期自动停止，不扣费。"), en: format!("Calls can be tried until {end}. The trial ends by itself and nothing is charged."), ja: format!("通話は {end} まで試せます。自動的に終了し、料金はかかりません。") }
    /// Refused.
    rtc_refused_stopped { zh_hans: "应用已停用，不能开通或体验音视频。恢复应用后再试。", en: "The application is stopped: its audio/video can’t be enabled or tried until it is back.", ja: "アプリが停止中のため、音声・ビデオを有効にしたり試したりできません。アプリの再開後にお試しください。" }
    /// Refused.
    rtc_refused_pack { zh_hans: "已有生效的通话包，无需体验。", en: "A call pack is in force, which gives more than the trial.", ja: "通話パックが有効なため、無料トライアルは必要ありません。" }
    /// Refused.
    rtc_refused_running(end: &str) { zh_hans: format!("体验已经开始，至 {end}。"), en: format!("The trial has begun and runs until {end}."), ja: format!("無料トライアルは開始済みです（{end} まで）。") }
    /// Refused.
    rtc_refused_used(end: &str) { zh_hans: format!("此 SDKAppID 的体验已于 {end} 结束，只能体验一次。如需通话，请购买通话包。"), en: format!("The trial of this SDKAppID ended on {end}; there is only one. For calls, buy a call pack."), ja: format!("この SDKAppID の無料トライアルは {end} に終了しました。利用は 1 回だけです。通話には通話パックを購入してください。") }
    /// The form is too old.
    rtc_refused_stale { zh_hans: "这张表单打开太久或已提交过，体验没有开始。请在当前页面重新提交。", en: "This form was open for too long or was sent before; no trial was started. Send it again from this page.", ja: "フォームを開いてから時間が経ちすぎたか、送信済みです。トライアルは開始されていません。このページからもう一度送信してください。" }
    /// Button.
    rtc_buy { zh_hans: "前往加购", en: "Buy a call pack", ja: "通話パックを購入" }
    /// Why none can be bought.
    rtc_not_sold { zh_hans: "此数据中心不提供通话包。", en: "No call packs are offered in this data centre.", ja: "このデータセンターでは通話パックを提供していません。" }
    /// Link.
    rtc_details { zh_hans: "详情", en: "Details", ja: "詳細を見る" }
    /// Label: the pack.
    rtc_pack { zh_hans: "通话包版本", en: "Version of the call pack", ja: "通話パックの種類" }
    /// Label: the months of a pack.
    rtc_month { zh_hans: "本期分钟数周期", en: "Minutes of this month of the pack", ja: "今回の分数の対象期間" }
    /// Label: minutes.
    rtc_minutes { zh_hans: "通话分钟数", en: "Call minutes", ja: "通話した分数" }
    /// Label: used minutes.
    rtc_minutes_used { zh_hans: "已用分钟数", en: "Minutes used", ja: "使用した分数" }
    /// Label: minutes left.
    rtc_minutes_left { zh_hans: "剩余分钟数", en: "Minutes left", ja: "残りの分数" }
    /// How minutes come and go.
    rtc_minutes_text { zh_hans: "分钟数按月发放，从购买之日算起，当期有效，不结转。用量由您的服务器按日上报。", en: "Minutes are given by the month, counted from the purchase, and end with it. Use is reported by day by the servers.", ja: "分数は購入日を起点に毎月付与され、翌月に繰り越されません。使用量はサーバーから日ごとに報告されます。" }
    /// More than there were.
    rtc_minutes_over { zh_hans: "本期分钟数已用完。超出部分由实时音视频另行计费，不计入本控制台的账单。", en: "The minutes of this month are used up. Further ones are billed by audio/video itself and by no bill of this console.", ja: "今回の分数は使い切りました。超過分は音声・ビデオ側で別途請求され、このコンソールの請求には含まれません。" }
    /// Section: by day.
    rtc_by_day { zh_hans: "每日通话分钟数", en: "Call minutes by day", ja: "日ごとの通話時間（分）" }
    /// Nothing reported.
    rtc_no_minutes { zh_hans: "本期还没有上报通话分钟数。", en: "No call minutes were reported for this month yet.", ja: "この期間の通話時間はまだ報告されていません。" }
    /// Section: what can be done with the pack.
    rtc_pack_title { zh_hans: "通话包", en: "Call pack", ja: "通話パック" }
    /// Link.
    rtc_renew { zh_hans: "续费套餐包和通话包", en: "Renew package and call pack", ja: "プランと通話パックを更新" }
    /// Link.
    rtc_refund { zh_hans: "退费通话包", en: "Refund the call pack", ja: "通話パックを返金" }
    /// Flash.
    rtc_enabled { zh_hans: "实时音视频已开通。", en: "Audio/video is enabled.", ja: "音声・ビデオを有効にしました。" }
    /// Flash.
    rtc_trial_started { zh_hans: "通话体验已开始，到期自动停止，不扣费。", en: "The free trial of calls has begun. It ends by itself and nothing is charged.", ja: "通話の無料トライアルを開始しました。自動的に終了し、料金はかかりません。" }
    /// Message.
    told_call_trial_title(app: &str) { zh_hans: format!("{app}的通话体验已结束"), en: format!("The free trial of calls of {app} is over"), ja: format!("{app}の通話の無料トライアルが終了しました") }
    /// Message.
    told_call_trial_text { zh_hans: "没有扣费。如需继续通话，请购买通话包。", en: "Nothing was charged. To go on with calls, buy a call pack.", ja: "料金はかかっていません。引き続き通話するには、通話パックを購入してください。" }
}

impl Words {
    /// Where an app's audio/video stands.
    #[must_use]
    pub fn rtc_standing(self, standing: Standing) -> Cow<'static, str> {
        match standing {
            Standing::Stopped => self.rtc_is_stopped(),
            Standing::Off => self.rtc_is_off(),
            Standing::On => self.rtc_is_on(),
            Standing::Trial { .. } => self.rtc_is_tried(),
            Standing::Pack(_) => self.rtc_has_pack(),
        }
    }

    /// Why the free trial is not given.
    #[must_use]
    pub fn trial_refused(self, refused: TrialRefused, f: Format) -> Cow<'static, str> {
        match refused {
            TrialRefused::Stopped => self.rtc_refused_stopped(),
            TrialRefused::PackInForce => self.rtc_refused_pack(),
            TrialRefused::Running { until } => self.rtc_refused_running(&f.date_time_zoned(until)),
            TrialRefused::Used { ended_at } => self.rtc_refused_used(&f.date_time_zoned(ended_at)),
        }
    }
}
