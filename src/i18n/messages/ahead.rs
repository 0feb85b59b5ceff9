//! Words of what looks ahead: the forecast of an application and of an account, and "what if" (T4).

messages! {
    /// Title of the forecast.
    ahead_title { zh_hans: "未来十二个月", en: "The coming twelve months", ja: "今後 12 か月の見通し" }
    /// Link to the forecast from elsewhere.
    ahead_link { zh_hans: "费用预测", en: "Forecast", ja: "料金の見通し" }
    /// Overview: what the forecast's link shows.
    ahead_text { zh_hans: "逐月的账单、续费与到期，附计算过程", en: "Bills, renewals and ends, month by month with their arithmetic", ja: "月ごとの請求、更新、終了を計算つきで表示" }
    /// What a forecast is.
    ahead_lead(time: &str) {
        zh_hans: format!("截至 {time} 的预测：由出账和续费时的同一套规则计算，假定期间不作任何变更、余额充足、不使用代金券。"),
        en: format!("As of {time}, by the same rules that will bill and renew: as if nothing were changed, the balance sufficed and no voucher were used."),
        ja: format!("{time} 時点の見通しです。請求と更新に使われる計算をそのまま使い、変更がなく、残高が足り、バウチャーを使わないものとして計算しています。"),
    }
    /// Label: the sum of twelve months.
    ahead_total { zh_hans: "十二个月合计", en: "Twelve months together", ja: "12 か月の合計" }
    /// Label: the part that follows from assumed use.
    ahead_usage { zh_hans: "其中用量（假定）", en: "Of it, use (assumed)", ja: "うち利用量による分（想定）" }
    /// Heading of the lines for use.
    ahead_usage_lines { zh_hans: "用量费用（按假定计算）", en: "Use, by assumption", ja: "利用量による料金（想定）" }
    /// What use was assumed.
    ahead_assumed(users: &str, groups: &str) {
        zh_hans: format!("假定此后每天的日活跃用户数为 {users}、峰值群组数为 {groups}，即最近 30 天的最高值。"),
        en: format!("Assumed for every coming day: {users} daily active users and {groups} groups, the highest of the last 30 days."),
        ja: format!("今後は毎日、デイリーアクティブユーザー数 {users}、ピークグループ数 {groups}（直近 30 日の最大値）が続くものと想定しています。"),
    }
    /// What use is assumed of each app of an account.
    ahead_assumed_each {
        zh_hans: "用量假定：每个应用此后每天都与其最近 30 天的最高值相同；明细见各应用的预测。",
        en: "Use is assumed to go on, in each application, at the highest of its last 30 days; the forecast of each shows the figures.",
        ja: "利用量は、アプリごとに直近 30 日の最大値が毎日続くものと想定しています。数値は各アプリの見通しに表示されます。",
    }
    /// Label: what is taken from the balance next.
    ahead_next { zh_hans: "下一笔扣款", en: "Next charge", ja: "次の引き落とし" }
    /// An amount and its moment.
    ahead_amount_at(amount: &str, time: &str) { zh_hans: format!("{amount}，{time}"), en: format!("{amount} on {time}"), ja: format!("{time} に {amount}") }
    /// Nothing is going to be taken.
    ahead_no_next { zh_hans: "没有即将发生的扣款", en: "Nothing is going to be charged", ja: "予定されている引き落としはありません" }
    /// Nothing happens at all.
    ahead_nothing { zh_hans: "未来十二个月没有费用", en: "The coming twelve months cost nothing", ja: "今後 12 か月の料金はありません" }
    /// Why nothing happens.
    ahead_nothing_text {
        zh_hans: "按现状，未来十二个月没有账单、续费或到期。",
        en: "As things are, no bill, renewal or end of a term lies ahead.",
        ja: "現状のままでは、請求、更新、契約期間の終了のいずれも予定されていません。",
    }
    /// Label: the sum by month.
    ahead_by_month { zh_hans: "按月", en: "By month", ja: "月ごとの金額" }
    /// Label: the sum of a month, by month.
    ahead_month { zh_hans: "月份", en: "Month", ja: "対象となる月" }
    /// An event: the debit of a bill.
    ahead_bill(month: &str) { zh_hans: format!("{month} 账单扣款"), en: format!("Debit of the bill for {month}"), ja: format!("{month} 分の請求の引き落とし") }
    /// An event: a renewal.
    ahead_renewal(until: &str) { zh_hans: format!("自动续费一个月，至 {until}"), en: format!("Automatic renewal by one month, until {until}"), ja: format!("1 か月の自動更新（{until} まで）") }
    /// An event: what is planned.
    ahead_plan { zh_hans: "执行计划", en: "The plan is carried out", ja: "計画を実行" }
    /// An event: what is given back at once.
    ahead_given_back(amount: &str) { zh_hans: format!("退回余额 {amount}"), en: format!("{amount} is given back to the balance"), ja: format!("{amount} が残高に戻ります") }
    /// Link to the table for programs.
    ahead_csv { zh_hans: "下载预测 CSV", en: "Download the forecast as CSV", ja: "見通しを CSV でダウンロード" }
    /// Account: heading of the table.
    ahead_apps { zh_hans: "应用 × 月份", en: "Applications by month", ja: "アプリと月ごとの金額" }
    /// Account: an explanation of the table.
    ahead_apps_text {
        zh_hans: "按十二个月合计从高到低排列；点应用名称查看每一笔及其计算。",
        en: "By what they come to in all, the dearest first. The name of an application leads to its lines and their arithmetic.",
        ja: "合計の大きい順に並んでいます。アプリ名から、明細と計算を確認できます。",
    }
    /// Account: the sum of the apps on other pages.
    ahead_others(count: usize) { zh_hans: format!("其他 {count} 个应用"), en: if count == 1 { "1 other application".to_owned() } else { format!("{count} other applications") }, ja: format!("その他のアプリ {count} 個") }
    /// Account: the sum of all apps.
    ahead_all { zh_hans: "全部应用", en: "All applications", ja: "すべてのアプリ" }
    /// Account: how many apps cost something.
    ahead_shown(first: u32, last: u32, all: usize) {
        zh_hans: format!("有费用的应用共 {all} 个，显示第 {first}–{last} 个"),
        en: format!("Applications {first}–{last} of {all} that cost something"),
        ja: format!("料金のあるアプリ {all} 個のうち {first}～{last} 番目を表示"),
    }

    /// Overview: heading of the days that the balance is held against.
    reach_title { zh_hans: "未来 30 天", en: "The next 30 days", ja: "今後 30 日間の残高" }
    /// Overview: the balance lasts.
    reach_enough(needed: &str, until: &str) {
        zh_hans: format!("余额足够支付至 {until} 的 {needed}。"),
        en: format!("The balance covers the {needed} that is taken until {until}."),
        ja: format!("{until} までに引き落とされる {needed} は、現在の残高でまかなえます。"),
    }
    /// Overview: nothing is taken.
    reach_nothing(until: &str) { zh_hans: format!("至 {until} 没有扣款。"), en: format!("Nothing is taken until {until}."), ja: format!("{until} まで引き落としはありません。") }
    /// Overview: what is taken, where the balance does not last.
    reach_needed(needed: &str, until: &str) { zh_hans: format!("至 {until} 将扣款 {needed}（不计代金券）。"), en: format!("Until {until}, {needed} is taken, vouchers left aside."), ja: format!("{until} までに {needed} が引き落とされます（バウチャーを除く）。") }
    /// Overview: what is missing.
    reach_short(missing: &str) { zh_hans: format!("还差 {missing}"), en: format!("{missing} is missing"), ja: format!("{missing} 不足しています") }
    /// Overview: which charge it does not last for, and when something stops.
    reach_stops(what: &str, at: &str, stops: &str) {
        zh_hans: format!("余额不足以支付 {at} 的“{what}”。不充值的话，相关应用将于 {stops} 停用。"),
        en: format!("The balance does not last for “{what}” on {at}. Without a top-up its applications are deactivated on {stops}."),
        ja: format!("残高は {at} の「{what}」に足りません。チャージしない場合、対象のアプリは {stops} に停止されます。"),
    }
    /// Overview: button to the top-up form with the amount filled in.
    reach_top_up(amount: &str) { zh_hans: format!("充值 {amount}"), en: format!("Top up {amount}"), ja: format!("{amount} をチャージする") }
    /// Overview: heading of the next charges.
    next_title { zh_hans: "接下来的扣款", en: "Next charges", ja: "これからの引き落とし" }
    /// A charge: a renewal of this app.
    next_renewal(app: &str) { zh_hans: format!("自动续费 {app}"), en: format!("Automatic renewal of {app}"), ja: format!("{app} の自動更新") }
    /// Overview: heading of the applications that cost money.
    costs_title { zh_hans: "哪些应用在计费", en: "Which applications cost money", ja: "料金が発生しているアプリ" }
    /// Overview: what the table holds.
    costs_text { zh_hans: "所有数据中心中，本月已产生费用或未来十二个月将产生费用的应用。", en: "In every data centre: what has cost something this month, and what will within the coming twelve.", ja: "すべてのデータセンターのうち、今月料金が発生したもの、または今後 12 か月に発生するものです。" }
    /// Overview: no application costs anything.
    costs_none { zh_hans: "没有应用在计费。", en: "No application costs anything.", ja: "料金が発生しているアプリはありません。" }
    /// Overview: link to all of them.
    costs_all(count: usize) { zh_hans: format!("查看全部 {count} 个"), en: format!("See all {count}"), ja: format!("{count} 個すべてを見る") }
    /// Overview: what is owed.
    overview_owed(amount: &str) { zh_hans: format!("欠费 {amount}"), en: format!("{amount} is owed"), ja: format!("未払い {amount} があります") }

    /// Title of "what if".
    what_if_title { zh_hans: "如果这样做", en: "What if", ja: "変更した場合の試算" }
    /// What it is for.
    what_if_lead {
        zh_hans: "选择一项计划，对比两种走向。这里不会改变任何东西，也不会扣费；此页地址可以分享给同账号的同事。",
        en: "Choose a plan and compare both courses. Nothing is changed or charged here; colleagues of the same account can open the address of this page.",
        ja: "計画を選ぶと、2 つの見通しを並べて比べられます。ここでは何も変更されず、料金もかかりません。このページのアドレスは同じアカウントのメンバーと共有できます。",
    }
    /// Heading of the list of plans.
    what_if_choose { zh_hans: "计划", en: "Plan", ja: "計画の種類" }
    /// A plan: buying.
    what_if_purchase { zh_hans: "购买", en: "Buy", ja: "購入する" }
    /// A plan: renewing.
    what_if_renew { zh_hans: "续费", en: "Renew", ja: "更新する" }
    /// A plan: a higher package or tier within the term.
    what_if_upgrade_package { zh_hans: "升级套餐包", en: "Upgrade the package", ja: "プランをアップグレードする" }
    /// A plan: a refund.
    what_if_refund { zh_hans: "退费", en: "Refund", ja: "返金を受ける" }
    /// A plan: from `im` to postpaid.
    what_if_upgrade { zh_hans: "升级为后付费", en: "Upgrade to postpaid", ja: "後払いへアップグレードする" }
    /// A plan: another edition or other add-ons of a postpaid app.
    what_if_reconfigure { zh_hans: "变配", en: "Reconfigure", ja: "設定変更する" }
    /// A plan: another history.
    what_if_history { zh_hans: "调整历史消息存储", en: "Change the message history", ja: "メッセージ履歴の保存期間を変える" }
    /// A plan: down to trial.
    what_if_downgrade { zh_hans: "降级为体验版", en: "Downgrade to trial", ja: "体験版へダウングレードする" }
    /// A plan: stopping for good.
    what_if_deactivate { zh_hans: "停用", en: "Deactivate", ja: "停止する" }
    /// Nothing can be planned for this app.
    what_if_none { zh_hans: "此应用现在没有可对比的操作", en: "There is nothing to compare for this application now", ja: "このアプリで試算できる操作は現在ありません" }
    /// Where the reasons stand.
    what_if_none_text { zh_hans: "应用页面写有各项操作不可用的原因。", en: "The page of the application says why each action is not possible.", ja: "各操作ができない理由は、アプリのページに表示されます。" }
    /// Button: computes both courses.
    what_if_compare { zh_hans: "对比", en: "Compare", ja: "比べる" }
    /// Heading of the result.
    what_if_result { zh_hans: "对比结果", en: "Both courses", ja: "試算の結果" }
    /// Column: as things are.
    what_if_as_is { zh_hans: "维持现状", en: "As things are", ja: "現状のまま" }
    /// Column: with the plan.
    what_if_planned { zh_hans: "执行计划", en: "With the plan", ja: "計画を実行した場合" }
    /// Column: the plan's less the present course.
    what_if_difference { zh_hans: "差额", en: "Difference", ja: "計画との差額" }
    /// Label: what is paid at once.
    what_if_today { zh_hans: "现在支付", en: "Paid at once", ja: "すぐに支払う額" }
    /// Label: what is given back at once.
    what_if_back { zh_hans: "现在退回", en: "Given back at once", ja: "すぐに戻る額" }
    /// Heading: what happens in the other course.
    what_if_events { zh_hans: "执行计划后会发生什么", en: "What happens with the plan", ja: "計画を実行した場合に起こること" }
    /// Label: what is refunded.
    what_if_what { zh_hans: "退费内容", en: "What is refunded", ja: "返金の対象" }
    /// Refund of the package.
    what_if_whole { zh_hans: "整个套餐包（含增值功能）", en: "The package with its add-ons", ja: "プラン全体（オプションを含む）" }
    /// Label: the months of a purchase or renewal.
    what_if_months(least: u32, most: u32) { zh_hans: format!("时长（{least}–{most} 个月）"), en: format!("Months ({least}–{most})"), ja: format!("期間（{least}～{most} か月）") }
    /// Option: without this add-on, or the tier that the edition brings.
    what_if_without { zh_hans: "不选", en: "Without", ja: "なし" }
    /// Label: the add-ons that are renewed.
    what_if_kept { zh_hans: "一并续费的增值功能", en: "Add-ons that are renewed with it", ja: "いっしょに更新するオプション" }
    /// Link to the real action.
    what_if_do { zh_hans: "按此选择前往办理", en: "Go on to do this", ja: "この内容で手続きへ進む" }
    /// Before the real action something is to be chosen.
    what_if_no_choice { zh_hans: "做出选择后点“对比”。", en: "Choose, then press “Compare”.", ja: "内容を選んで「比べる」を押してください。" }
    /// Nothing that the plan knows was chosen.
    what_if_unknown { zh_hans: "请选择页面上列出的选项", en: "Choose one of the options on the page", ja: "ページに表示された選択肢から選んでください" }
}
