//! Words of the sandbox's clock.

messages! {
    /// Title.
    clock_title { zh_hans: "推进沙箱时钟", en: "Advance the sandbox clock", ja: "サンドボックスの時計を進める" }
    /// What the page is for.
    clock_text {
        zh_hans: "沙箱的业务时间不会自己走动。把它向前推进，期间到期的事项会按顺序处理：订单失效、套餐到期、停用与清除数据。登录会话仍按真实时间计算。",
        en: "Business time in a sandbox stands still. Move it forward, and everything that falls due on the way is done in order: orders lapse, terms end, applications are deactivated and their data released. Sessions keep real time.",
        ja: "サンドボックスの業務時間は自動では進みません。時計を進めると、その間に期日を迎えるもの（注文の失効、契約期間の終了、停止、データの消去）が順番に処理されます。サインインの有効時間は実時間のままです。",
    }
    /// Label of the present time.
    clock_now { zh_hans: "当前沙箱时间", en: "Sandbox time now", ja: "現在のサンドボックス時刻" }
    /// Heading of the buttons.
    clock_quick { zh_hans: "快速推进", en: "Quick picks", ja: "よく使う進め方" }
    /// A day later.
    clock_day { zh_hans: "1 天后", en: "1 day later", ja: "1 日進める" }
    /// A week later.
    clock_week { zh_hans: "7 天后", en: "7 days later", ja: "7 日進める" }
    /// A month later.
    clock_month { zh_hans: "1 个月后", en: "1 month later", ja: "1 か月進める" }
    /// To the moment at which the account's next term ends.
    clock_next_end(app: &str) { zh_hans: format!("“{app}”的套餐到期时"), en: format!("End of the term of {app}"), ja: format!("「{app}」の契約終了時まで進める") }
    /// Heading of the field.
    clock_exact { zh_hans: "推进到指定时间", en: "A moment of your choice", ja: "日時を指定して進める" }
    /// Label of the field.
    clock_to(zone: &str) { zh_hans: format!("推进到（{zone}）"), en: format!("Advance to ({zone})"), ja: format!("進める先の日時（{zone}）") }
    /// Hint at the field.
    clock_to_hint(example: &str) { zh_hans: format!("格式如 {example}，只能向前，最多十年。"), en: format!("Written like {example}. Forward only, by ten years at most."), ja: format!("{example} の形式で入力してください。前方向にのみ、最大 10 年まで進められます。") }
    /// Button of the field.
    clock_button { zh_hans: "推进时钟", en: "Advance the clock", ja: "時計を進める" }
    /// Refused: nothing entered.
    clock_wrong_missing { zh_hans: "请输入要推进到的日期和时间", en: "Enter the date and time to advance to", ja: "進める先の日時を入力してください" }
    /// Refused: no date and time.
    clock_wrong_form(example: &str) { zh_hans: format!("请按 {example} 的格式输入日期和时间"), en: format!("Enter date and time like {example}"), ja: format!("日時は {example} の形式で入力してください") }
    /// Refused: in the past.
    clock_wrong_back(now: &str) { zh_hans: format!("时钟只能向前。请输入 {now} 之后的时间"), en: format!("The clock only moves forward. Enter a moment after {now}"), ja: format!("時計は戻せません。{now} より後の日時を入力してください") }
    /// Refused: too far ahead.
    clock_wrong_far { zh_hans: "一次最多推进十年，请输入更近的时间", en: "The clock moves by ten years at most at once. Enter an earlier moment", ja: "一度に進められるのは最大 10 年です。より近い日時を入力してください" }
    /// Refused: beyond the last day of the clock.
    clock_wrong_last { zh_hans: "沙箱时钟最晚到 9989 年底，请输入更近的时间", en: "The sandbox clock ends with the year 9989. Enter an earlier moment", ja: "サンドボックスの時計は 9989 年末までです。より近い日時を入力してください" }
    /// Heading of what the last move did.
    clock_last { zh_hans: "上次推进", en: "The last move", ja: "前回の操作" }
    /// From when to when the clock was moved.
    clock_from_to(from: &str, to: &str) { zh_hans: format!("从 {from} 推进到 {to}。"), en: format!("From {from} to {to}."), ja: format!("{from} から {to} まで進めました。") }
    /// How many things fell due.
    clock_done(count: u32) {
        zh_hans: match count { 0 => "期间没有事项到期。".to_owned(), _ => format!("期间处理了 {count} 件到期事项。") },
        en: match count { 0 => "Nothing fell due on the way.".to_owned(), 1 => "1 thing fell due on the way and was done.".to_owned(), _ => format!("{count} things fell due on the way and were done.") },
        ja: match count { 0 => "その間に期日を迎えたものはありませんでした。".to_owned(), _ => format!("その間に期日を迎えた {count} 件を処理しました。") },
    }
    /// Notice after a move.
    notice_clock_advanced { zh_hans: "沙箱时钟已推进。", en: "The sandbox clock has moved.", ja: "サンドボックスの時計を進めました。" }
}
