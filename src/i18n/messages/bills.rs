//! Words of the bills: the list by month, one bill with its arithmetic, what is overdue.

use std::borrow::Cow;

use crate::{
    domain::{bill::BillStatus, catalog::Policy},
    i18n::Words,
};

messages! {
    /// Bills: the list's caption.
    bills_caption { zh_hans: "按月的账单", en: "Bills by month", ja: "月ごとの請求" }
    /// Overview: what the bills link shows.
    bills_text { zh_hans: "每月账单、本月至今与用量", en: "What each month comes to, and this month so far", ja: "月ごとの請求と今月のこれまでの料金" }
    /// Bills: there is none yet.
    bills_none { zh_hans: "还没有账单", en: "No bills yet", ja: "請求はまだありません" }
    /// Bills: when there will be one.
    bills_none_text {
        zh_hans: "后付费应用、更长的消息存储和超出免费额度的用量按月出账；没有费用的月份没有账单。",
        en: "Postpaid applications, longer message history and use above the free quota are billed by the month. A month that costs nothing has no bill.",
        ja: "後払いのアプリ、長期のメッセージ保存、無料枠を超えた利用は月ごとに請求されます。料金のない月に請求はありません。",
    }
    /// Column: the month.
    bills_month { zh_hans: "月份", en: "Month", ja: "対象の月" }
    /// Column and label: the number of a closed bill.
    bills_no { zh_hans: "账单号", en: "Bill number", ja: "請求書の番号" }
    /// Column: what is still owed.
    bills_owed { zh_hans: "欠费", en: "Owed", ja: "未払い" }
    /// Bills: heading of the running month.
    bills_now { zh_hans: "本月至今", en: "This month so far", ja: "今月のこれまで" }
    /// Bills: until when the running month is counted.
    bills_until(time: &str) { zh_hans: format!("截至 {time}"), en: format!("Until {time}"), ja: format!("{time} まで") }
    /// Bills: what the running month will come to.
    bills_expected(amount: &str) {
        zh_hans: format!("如无变更且不再产生用量，预计全月 {amount}"),
        en: format!("Expected for the whole month, if nothing changes and nothing more is used: {amount}"),
        ja: format!("変更や追加の利用がない場合、今月の見込みは {amount} です"),
    }
    /// Bills: when the bill comes and is debited.
    bills_dates(drawn: &str, debit: &str) {
        zh_hans: format!("{drawn} 出账，{debit} 扣款"),
        en: format!("The bill is drawn up on {drawn} and debited on {debit}"),
        ja: format!("{drawn} に請求が作成され、{debit} に引き落とされます"),
    }
    /// Link to the running month's page.
    bills_now_link { zh_hans: "查看本月明细", en: "See this month’s lines", ja: "今月の明細を見る" }
    /// Bills: heading of the chart.
    bills_chart { zh_hans: "每月费用", en: "Spending per month", ja: "月ごとの料金" }
    /// Overview: label of the choice of how many months the chart has.
    spent_span { zh_hans: "时间范围", en: "Months shown", ja: "表示する月数" }
    /// Overview: so many months.
    spent_months(count: usize) { zh_hans: format!("近 {count} 个月"), en: format!("{count} months"), ja: format!("直近 {count} か月") }
    /// Overview: what the chart shows.
    spent_title(first: &str, last: &str) { zh_hans: format!("每月费用（按应用），{first}至{last}"), en: format!("Spending per month by application, {first} to {last}"), ja: format!("月ごとの料金（アプリ別）、{first}から{last}まで") }
    /// Overview: what counts in the chart.
    spent_text { zh_hans: "订单计入付款的月份，并减去退费；账单计入所属月份。均为代金券抵扣后的金额。最后一个月截至现在。", en: "Orders count in the month they were paid, less what was given back; bills in their own month; all after vouchers. The last month is as it stands now.", ja: "注文は支払った月に計上し、返金を差し引きます。請求は対象の月に計上します。いずれもバウチャー適用後の金額で、最後の月は現時点までの金額です。" }
    /// Overview: the applications that have no colour of their own.
    spent_others { zh_hans: "其他应用", en: "Other applications", ja: "その他のアプリ" }
    /// Overview: all applications of a month.
    spent_total { zh_hans: "合计", en: "Total", ja: "月の合計" }
    /// Overview: the chart is empty.
    spent_nothing { zh_hans: "这些月份没有产生费用。", en: "Nothing was spent in these months.", ja: "この期間に料金は発生していません。" }
    /// Bills: opens the chart's table.
    bills_chart_table { zh_hans: "以表格显示", en: "Show as a table", ja: "表で見る" }
    /// Bill: its title.
    bill_title(month: &str) { zh_hans: format!("{month} 账单"), en: format!("Bill for {month}"), ja: format!("{month} のご請求") }
    /// Bill: heading of its data.
    bill_about { zh_hans: "账单信息", en: "About this bill", ja: "請求の情報" }
    /// Label: when it is drawn up.
    bill_drawn_up { zh_hans: "出账时间", en: "Drawn up", ja: "請求の作成された日時" }
    /// Label: when it is debited.
    bill_debit { zh_hans: "扣款时间", en: "Debited", ja: "引き落とし日時" }
    /// Label: when its applications are deactivated.
    bill_deactivate { zh_hans: "欠费停用时间", en: "Applications deactivated", ja: "アプリの停止日時" }
    /// Label: when it was paid.
    bill_paid_at { zh_hans: "付清时间", en: "Paid", ja: "お支払い完了日時" }
    /// Label: the hash that a bill was closed under.
    bill_hash { zh_hans: "内容校验（SHA-256）", en: "Content hash (SHA-256)", ja: "内容のハッシュ（SHA-256）" }
    /// Bill: its total before vouchers.
    bill_total { zh_hans: "合计", en: "Total", ja: "請求の合計" }
    /// Bill: what an earlier bill left over.
    bill_carried(month: &str) { zh_hans: format!("{month} 结转的零头"), en: format!("Left over from {month}"), ja: format!("{month} からの繰り越し") }
    /// Bill: what a voucher took off.
    bill_voucher(name: &str) { zh_hans: format!("代金券「{name}」"), en: format!("Voucher “{name}”"), ja: format!("バウチャー「{name}」") }
    /// Bill: what the balance paid.
    bill_from_balance(time: &str) { zh_hans: format!("余额支付，{time}"), en: format!("Paid from the balance, {time}"), ja: format!("残高からのお支払い（{time}）") }
    /// Bill: the small rest that goes to the next bill.
    bill_moved { zh_hans: "转入下期账单", en: "Moved to the next bill", ja: "次回の請求へ繰り越し" }
    /// Bill: what is still to be paid.
    bill_owed { zh_hans: "尚欠", en: "Still owed", ja: "未払いの残額" }
    /// Bill: its lines can still change.
    bill_open { zh_hans: "扣款前上报的用量仍会计入。", en: "Use that is reported before the debit still counts.", ja: "引き落としまでに報告された利用も反映されます。" }
    /// Link to the bill as a table.
    bill_csv { zh_hans: "下载 CSV", en: "Download CSV", ja: "CSV をダウンロード" }
    /// Link to the bill as a document that can be recomputed.
    bill_json { zh_hans: "下载 JSON（可复算）", en: "Download JSON (can be recomputed)", ja: "JSON をダウンロード（再計算できます）" }
    /// Button that prints, where a script runs.
    bill_print { zh_hans: "打印账单", en: "Print this bill", ja: "この請求を印刷" }
    /// Link back.
    bill_to_bills { zh_hans: "返回账单", en: "Back to the bills", ja: "請求の一覧へ戻る" }
    /// Label: when something was in force.
    bill_in_force { zh_hans: "生效时段", en: "In force", ja: "有効だった期間" }
    /// Label: the policy and the rounding.
    bill_policy { zh_hans: "计费方式", en: "Charged by", ja: "料金の計算方式" }
    /// A line's charged month, where it is an earlier one.
    bill_correction(month: &str) { zh_hans: format!("{month} 的更正"), en: format!("Correction for {month}"), ja: format!("{month} の訂正") }
    /// Arithmetic: blocks begun above the free quota.
    bill_blocks(value: &str, free: &str, block: &str, blocks: &str) {
        zh_hans: format!("（{value} − 免费 {free}）÷ {block}，不足一档按一档 = {blocks} 档"),
        en: format!("({value} − {free} free) ÷ {block}, each begun block counts = {blocks}"),
        ja: format!("（{value} − 無料 {free}）÷ {block}、端数は切り上げ = {blocks} ブロック"),
    }
    /// Arithmetic: what had been billed already.
    bill_billed(amount: &str) { zh_hans: format!("已出账 {amount}"), en: format!("{amount} billed already"), ja: format!("請求済み {amount}") }
    /// Arithmetic: the day of the highest value.
    bill_peak(day: &str) { zh_hans: format!("当月最高值出现在 {day}"), en: format!("The month’s highest value was on {day}"), ja: format!("今月の最大値は {day}") }
    /// The policy of proration.
    policy_prorated { zh_hans: "按实际使用时长", en: "By the time in force", ja: "有効だった時間に応じて" }
    /// The policy of whole months.
    policy_next_month { zh_hans: "次月起按整月，以月末配置计", en: "By whole months from the next month on", ja: "翌月から月単位（月末の構成による）" }
    /// State: drawn up, not debited.
    bill_state_pushed { zh_hans: "已出账，待扣款", en: "Drawn up, not debited yet", ja: "作成済み・引き落とし前" }
    /// State: closed.
    bill_state_closed { zh_hans: "已结账", en: "Closed", ja: "確定済み" }
    /// State: overdue.
    bill_state_overdue { zh_hans: "逾期未付", en: "Overdue", ja: "お支払い期限切れ" }
    /// State: paid.
    bill_state_paid { zh_hans: "已付清", en: "Paid", ja: "お支払い済み" }
    /// State: the month still runs.
    bill_state_running { zh_hans: "进行中", en: "Running", ja: "進行中のため未確定" }
    /// Overdue: what is owed.
    overdue_title(amount: &str) { zh_hans: format!("欠费 {amount}"), en: format!("{amount} is overdue"), ja: format!("{amount} が未払いです") }
    /// Overdue: what to do.
    overdue_text {
        zh_hans: "充值到账后自动先付欠费，最早的账单优先。付清之前不能购买，也不能使用代金券。",
        en: "A top-up pays it by itself, the oldest bill first. Until then nothing can be bought and no voucher used.",
        ja: "チャージすると、古い請求から自動的に支払われます。それまでは購入もバウチャーの利用もできません。",
    }
    /// Overdue: when the applications are stopped.
    overdue_will_stop(time: &str) {
        zh_hans: format!("{time} 起，账单中的应用将被停用。"),
        en: format!("The applications on the bill are deactivated on {time}."),
        ja: format!("{time} に、請求に含まれるアプリが停止されます。"),
    }
    /// Overdue: the applications are stopped.
    overdue_stopped(time: &str) {
        zh_hans: format!("账单中的应用已于 {time} 停用；付清后自动恢复。各应用页面写有数据保留到何时。"),
        en: format!("The applications on the bill were deactivated on {time} and come back when all is paid. The page of each says until when its data is kept."),
        ja: format!("請求に含まれるアプリは {time} に停止されました。完済すると元に戻ります。データの保存期限は各アプリのページに表示されます。"),
    }
    /// Operator: heading of the accounts whose bills can't be gone on with.
    ops_parked { zh_hans: "出账受阻的账号", en: "Accounts whose bills are stuck", ja: "請求処理が止まっているアカウント" }
    /// Operator: no account is parked.
    ops_parked_none { zh_hans: "没有出账受阻的账号。", en: "No account’s bills are stuck.", ja: "請求処理が止まっているアカウントはありません。" }
    /// Operator: lets the bills of an account go on.
    ops_unpark { zh_hans: "重新出账", en: "Run its bills again", ja: "請求処理を再開する" }
    /// Operator: what could not be done, and for which month.
    ops_parked_step(step: &str, month: &str) { zh_hans: format!("步骤 {step}，月份 {month}"), en: format!("Step {step}, month {month}"), ja: format!("処理 {step}、対象の月 {month}") }
}

impl Words {
    /// Where a bill stands.
    #[must_use]
    pub fn bill_status_name(self, status: BillStatus) -> Cow<'static, str> {
        match status {
            BillStatus::Pushed => self.bill_state_pushed(),
            BillStatus::Closed => self.bill_state_closed(),
            BillStatus::Overdue => self.bill_state_overdue(),
            BillStatus::Paid => self.bill_state_paid(),
        }
    }

    /// How months are charged.
    #[must_use]
    pub fn policy_name(self, policy: Policy) -> Cow<'static, str> {
        match policy {
            Policy::Prorated => self.policy_prorated(),
            Policy::NextMonth => self.policy_next_month(),
        }
    }
}
