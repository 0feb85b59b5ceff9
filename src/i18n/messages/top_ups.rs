//! Words of top-ups: the list, the form, and why one was not taken.

use std::borrow::Cow;

use crate::{domain::top_up::TopUpState, i18n::Words};

messages! {
    /// Top-ups: title of the list.
    top_ups_title { zh_hans: "充值记录", en: "Top-ups", ja: "チャージ履歴" }
    /// Top-ups: name of the table.
    top_ups_caption { zh_hans: "充值记录", en: "Top-ups, newest first", ja: "チャージの一覧（新しい順）" }
    /// Top-ups: label of how the transfer is found.
    top_up_reference { zh_hans: "转账备注或流水号", en: "Transfer reference", ja: "振込の照合番号" }
    /// Top-ups: label of the order that a top-up is for.
    top_up_order { zh_hans: "用于订单", en: "For order", ja: "対象のご注文" }
    /// Top-up state: waiting for an operator.
    top_up_state_filed { zh_hans: "待确认", en: "Waiting", ja: "確認待ち" }
    /// Top-up state: on the balance.
    top_up_state_confirmed { zh_hans: "已到账", en: "Confirmed", ja: "入金済み" }
    /// Top-up state: the money did not come.
    top_up_state_refused { zh_hans: "已拒绝", en: "Refused", ja: "却下" }
    /// Top-ups: when it was decided.
    top_up_decided(time: &str) { zh_hans: format!("{time} 处理"), en: format!("Decided {time}"), ja: format!("{time} に処理") }
    /// Top-ups: why it was refused.
    top_up_reason(reason: &str) { zh_hans: format!("原因：{reason}"), en: format!("Reason: {reason}"), ja: format!("理由：{reason}") }
    /// Top-ups: nothing yet.
    top_ups_none { zh_hans: "还没有充值记录", en: "No top-ups yet", ja: "チャージはまだありません" }
    /// Top-ups: what to do when there is none.
    top_ups_none_text { zh_hans: "充值后，可在这里查看是否已到账。", en: "File a top-up, and see here when it has reached your balance.", ja: "チャージを申請すると、入金の確認状況をここで見られます。" }

    /// Top-up form: how it works, live.
    top_up_how {
        zh_hans: "请先完成转账，再填写金额和备注。运营人员确认到账后，金额会计入余额。",
        en: "Send the transfer first, then enter its amount and reference. An operator confirms that the money has arrived; then it is on your balance.",
        ja: "先にお振り込みのうえ、金額と照合番号を入力してください。担当者が入金を確認すると、残高に反映されます。",
    }
    /// Top-up form: how it works in a sandbox.
    top_up_how_sandbox {
        zh_hans: "这是沙箱：充值会立即到账，无需真实转账。",
        en: "This is a sandbox: a top-up is confirmed at once, and no money is sent.",
        ja: "サンドボックスのため、チャージはすぐに反映されます。実際のお振り込みは不要です。",
    }
    /// Top-up form: which order it is for.
    top_up_for_order(no: &str, payable: &str) {
        zh_hans: format!("用于支付订单 {no}，应付 {payable}。"),
        en: format!("For order {no}, which costs {payable}."),
        ja: format!("注文 {no}（お支払い額 {payable}）のためのチャージです。"),
    }
    /// Top-up form: what the balance lacks for the order.
    top_up_missing(missing: &str) { zh_hans: format!("余额还差 {missing}。"), en: format!("Your balance is {missing} short."), ja: format!("残高が {missing} 不足しています。") }
    /// Top-up form: the balance already covers the order.
    top_up_enough { zh_hans: "余额已足够支付该订单。", en: "Your balance already covers it.", ja: "現在の残高でお支払いいただけます。" }
    /// Top-up form: what happens to the order meanwhile.
    top_up_hold(days: u32) {
        zh_hans: format!("充值金额足以补足订单时，确认期间订单价格会一直保留，最长 {days} 天。"),
        en: format!("While a top-up that covers what is missing waits to be confirmed, the order keeps its price, for {days} days at most."),
        ja: format!("不足分以上のチャージであれば、確認が終わるまでご注文の価格は維持されます（最長 {days} 日間）。"),
    }
    /// Top-up form: the order can't be held.
    top_up_no_hold(time: &str) {
        zh_hans: format!("该订单按剩余时间计价，仅保留至 {time}。"),
        en: format!("The order is priced by remaining time and lapses at {time}."),
        ja: format!("このご注文は残り期間で計算されるため、{time} に失効します。"),
    }
    /// Top-up form: label of the amounts to choose from.
    top_up_amount { zh_hans: "充值金额", en: "How much", ja: "チャージ金額" }
    /// Top-up form: the limits.
    top_up_limits(least: &str, most: &str) {
        zh_hans: format!("每次 {least} 至 {most}。"),
        en: format!("From {least} to {most} at a time."),
        ja: format!("1 回あたり {least} から {most} まで。"),
    }
    /// Top-up form: below the amount that an order lacks.
    top_up_exact { zh_hans: "正好补足订单", en: "What the order lacks", ja: "ご注文の不足分" }
    /// Top-up form: label of another amount.
    top_up_other { zh_hans: "其他金额", en: "Another amount", ja: "その他の金額" }
    /// Top-up form: choice of another amount.
    top_up_other_choice { zh_hans: "自行输入金额", en: "I’ll enter the amount", ja: "金額を入力する" }
    /// Top-up form: hint at the other amount.
    top_up_other_hint(code: &str, example: &str) {
        zh_hans: format!("以 {code} 为单位，例如 {example}。"),
        en: format!("In {code}, for example {example}."),
        ja: format!("{code} で入力してください。例：{example}"),
    }
    /// Top-up form: hint at the reference.
    top_up_reference_hint(most: usize) {
        zh_hans: format!("银行流水号，或您在转账时填写的备注。最多 {most} 个字。"),
        en: format!("The bank’s number, or what you wrote on the transfer. At most {most} characters."),
        ja: format!("銀行の取引番号、または振込時に入力した内容。{most} 文字以内。"),
    }
    /// Top-up form: button, live.
    top_up_button { zh_hans: "提交充值", en: "File the top-up", ja: "チャージを申請する" }
    /// Top-up form: button in a sandbox.
    top_up_button_sandbox { zh_hans: "充值并立即到账", en: "Top up now", ja: "今すぐチャージする" }
    /// Top-up refused: nothing chosen.
    top_up_wrong_missing { zh_hans: "请选择或输入充值金额", en: "Choose or enter an amount", ja: "金額を選択するか入力してください" }
    /// Top-up refused: both chosen and entered.
    top_up_wrong_both { zh_hans: "您选择了一个金额，又输入了另一个金额。请只保留一个", en: "You chose one amount and entered another. Keep one of them", ja: "選択した金額と入力した金額が異なります。どちらか一方にしてください" }
    /// Top-up refused: not an amount.
    top_up_wrong_number(example: &str) { zh_hans: format!("请输入数字金额，例如 {example}"), en: format!("Enter the amount in digits, for example {example}"), ja: format!("金額を数字で入力してください。例：{example}") }
    /// Top-up refused: too many decimals.
    top_up_wrong_decimals(digits: u32) {
        zh_hans: if digits == 0 { "该币种没有小数，请输入整数金额".to_owned() } else { format!("金额最多 {digits} 位小数") },
        en: if digits == 0 { "This currency has no decimals. Enter a whole amount".to_owned() } else { format!("Enter at most {digits} decimals") },
        ja: if digits == 0 { "この通貨に小数はありません。整数で入力してください".to_owned() } else { format!("小数は {digits} 桁までで入力してください") },
    }
    /// Top-up refused: out of the limits.
    top_up_wrong_range(least: &str, most: &str) {
        zh_hans: format!("金额须在 {least} 至 {most} 之间"),
        en: format!("Enter an amount from {least} to {most}"),
        ja: format!("{least} から {most} までの金額を入力してください"),
    }
    /// Top-up refused: no reference.
    top_up_wrong_reference { zh_hans: "请输入转账备注或流水号", en: "Enter the transfer reference", ja: "振込の照合番号を入力してください" }
    /// Top-up refused: a long reference.
    top_up_wrong_long(most: usize) { zh_hans: format!("备注最多 {most} 个字"), en: format!("The reference has at most {most} characters"), ja: format!("照合番号は {most} 文字以内で入力してください") }
    /// Top-up refused: letters that do not belong into a line.
    top_up_wrong_letters { zh_hans: "备注只能是一行普通文字，请删除其中的特殊控制字符", en: "The reference is one line of ordinary text. Remove the control characters", ja: "照合番号は 1 行の通常の文字で入力し、制御文字を取り除いてください" }
    /// Top-up refused: the order is not unpaid any more; heading.
    top_up_order_gone { zh_hans: "该订单已不再等待付款", en: "The order no longer waits for payment", ja: "このご注文はお支払い待ちではなくなりました" }
    /// Top-up refused: the order is not unpaid any more; what to do.
    top_up_order_gone_text { zh_hans: "没有提交充值。您仍可为余额充值，或返回查看该订单。", en: "No top-up was filed. You can still top up your balance, or go back to the order.", ja: "チャージは申請されていません。残高へのチャージは引き続き可能です。ご注文の状況もご確認ください。" }
    /// Top-up refused: one for the order waits already; heading.
    top_up_order_has_one { zh_hans: "该订单已有一笔充值正在确认", en: "A top-up for this order is waiting already", ja: "このご注文のチャージはすでに確認待ちです" }
    /// Top-up refused: one for the order waits already; what to do.
    top_up_order_has_one_text { zh_hans: "没有提交新的充值。请等待确认；您也可以只为余额充值，这样的充值不会保留订单价格。", en: "No further one was filed. Wait until it is confirmed. You can still top up your balance; that does not hold the order.", ja: "新しいチャージは申請されていません。確認をお待ちください。残高へのチャージは可能ですが、ご注文の価格は確保されません。" }
    /// Top-up refused: too many wait; heading.
    top_up_too_many(most: u32) { zh_hans: format!("已有 {most} 笔充值等待确认"), en: format!("{most} of your top-ups are waiting already"), ja: format!("確認待ちのチャージがすでに {most} 件あります") }
    /// Top-up refused: too many wait; what to do.
    top_up_too_many_text { zh_hans: "没有提交充值。请等其中一笔确认后再提交，以下内容会保留。", en: "No further one was filed. Wait until one of them is confirmed, then send what is below once more.", ja: "チャージは申請されていません。いずれかの確認が済んでから、以下の内容をもう一度送信してください。" }
    /// Top-up refused: sent before with other answers; heading.
    top_up_sent_before { zh_hans: "这张表单已经提交过", en: "This form was sent before", ja: "このフォームは送信済みです" }
    /// Top-up refused: sent before with other answers; what was filed then.
    top_up_sent_before_text(amount: &str, reference: &str) {
        zh_hans: format!("上次提交的充值为 {amount}，备注“{reference}”。如需再充一笔，请核对以下内容后重新提交。"),
        en: format!("It filed a top-up of {amount} with the reference “{reference}”. If you want another one, check what is below and send it once more."),
        ja: format!("前回は {amount}（照合番号「{reference}」）のチャージを申請しました。追加でチャージする場合は、内容を確認してもう一度送信してください。"),
    }
    /// Top-up refused: too old a form; heading.
    top_up_stale { zh_hans: "这张表单已超过一天", en: "This form is more than a day old", ja: "このフォームは 1 日以上前のものです" }
    /// Top-up refused: too old a form; what to do.
    top_up_stale_text { zh_hans: "没有提交充值。请核对以下内容后重新提交。", en: "No top-up was filed. Check what is below and send it once more.", ja: "チャージは申請されていません。内容を確認してもう一度送信してください。" }
    /// Notice: a top-up was filed.
    notice_top_up_filed { zh_hans: "充值已提交，确认到账后计入余额。", en: "The top-up is filed. It is on your balance once an operator has confirmed it.", ja: "チャージを申請しました。入金の確認後、残高に反映されます。" }
    /// Notice: a sandbox confirmed a top-up.
    notice_top_up_confirmed { zh_hans: "沙箱已立即确认充值，金额已计入余额。", en: "The sandbox confirmed the top-up at once; it is on your balance.", ja: "サンドボックスのためチャージは即時に確認され、残高に反映されました。" }
}

impl Words {
    /// The name of a top-up's state.
    #[must_use]
    pub fn top_up_state_name(self, state: TopUpState) -> Cow<'static, str> {
        match state {
            TopUpState::Filed => self.top_up_state_filed(),
            TopUpState::Confirmed => self.top_up_state_confirmed(),
            TopUpState::Refused => self.top_up_state_refused(),
        }
    }
}
