//! Words of an order's page: paid, waiting to be paid, given up.

use std::borrow::Cow;

use crate::{
    domain::order::{CloseReason, OrderStatus},
    i18n::Words,
};

messages! {
    /// Title of an order's page.
    order_title(no: &str) { zh_hans: format!("订单 {no}"), en: format!("Order {no}"), ja: format!("ご注文 {no}") }
    /// Label: an order's number.
    order_no { zh_hans: "订单号", en: "Order number", ja: "注文番号（控え）" }
    /// State.
    order_unpaid { zh_hans: "待付款", en: "Unpaid", ja: "お支払い待ち" }
    /// State.
    order_paid { zh_hans: "已付款", en: "Paid", ja: "お支払い済み" }
    /// State.
    order_partly_refunded { zh_hans: "部分退款", en: "Partly refunded", ja: "一部返金済み" }
    /// State.
    order_refunded { zh_hans: "已退款", en: "Refunded", ja: "返金済み" }
    /// State.
    order_cancelled { zh_hans: "已取消", en: "Cancelled", ja: "キャンセル済み" }
    /// Green panel.
    order_paid_title { zh_hans: "付款成功", en: "Payment complete", ja: "お支払いが完了しました" }
    /// What is in force now.
    order_paid_text(what: &str, app: &str, period: &str) {
        zh_hans: format!("{what}已在应用“{app}”生效（{period}）。"),
        en: format!("{what} is active for {app}: {period}."),
        ja: format!("アプリ「{app}」で{what}が有効になりました（{period}）。"),
    }
    /// Section: what comes next.
    order_next { zh_hans: "接下来", en: "What happens next", ja: "今後の流れ" }
    /// The end of the term.
    order_next_end(date: &str, days: u32) {
        zh_hans: format!("{date} 到期。到期后 {days} 天内仍可使用并续费，之后停用。"),
        en: format!("It ends on {date}. For {days} days after that it still works and can be renewed; then it stops."),
        ja: format!("{date} に期限を迎えます。その後 {days} 日間は利用と更新ができ、それを過ぎると停止します。"),
    }
    /// Reminders before the end.
    order_next_reminder { zh_hans: "到期前，控制台首页会提示您续费。", en: "The console reminds you before the end.", ja: "期限が近づくと、コンソールのトップでお知らせします。" }
    /// Link to the app.
    order_to_app(app: &str) { zh_hans: format!("前往应用“{app}”"), en: format!("Go to {app}"), ja: format!("アプリ「{app}」を開く") }
    /// Link to the list.
    order_to_orders { zh_hans: "查看全部订单", en: "All orders", ja: "注文一覧を見る" }
    /// How to keep a copy.
    order_print { zh_hans: "打印", en: "Print", ja: "印刷する" }
    /// Section: about the order.
    order_about { zh_hans: "订单信息", en: "About this order", ja: "ご注文について" }
    /// Section: the frozen lines.
    order_lines { zh_hans: "订单明细", en: "Lines", ja: "ご注文の明細" }
    /// Label: placed when.
    order_created { zh_hans: "下单时间", en: "Placed", ja: "ご注文の日時" }
    /// Label: paid when.
    order_paid_at { zh_hans: "付款时间", en: "Paid", ja: "お支払いの日時" }
    /// Label: cancelled when.
    order_closed_at { zh_hans: "取消时间", en: "Cancelled", ja: "キャンセルの日時" }
    /// Label: what is to be paid.
    order_payable { zh_hans: "应付金额", en: "To pay", ja: "お支払い金額" }
    /// Label: what was paid.
    order_paid_amount { zh_hans: "实付金额", en: "Paid from the balance", ja: "残高からのお支払い" }
    /// Label: which voucher.
    order_voucher { zh_hans: "使用的代金券", en: "Voucher used", ja: "使用したバウチャー" }
    /// Unpaid: heading.
    order_unpaid_title(amount: &str) { zh_hans: format!("待付款：{amount}"), en: format!("{amount} to pay"), ja: format!("お支払い待ち：{amount}") }
    /// Unpaid: until when it is held.
    order_held_until(time: &str) { zh_hans: format!("价格和代金券保留至 {time}，逾期订单自动取消，不会扣款。有效期从付款时开始。"), en: format!("Price and voucher are held until {time}; then the order is cancelled and nothing is charged. The term starts when you pay."), ja: format!("料金とバウチャーは {time} まで確保されます。過ぎると注文は自動的にキャンセルされ、請求はありません。ご利用期間はお支払い時に始まります。") }
    /// Unpaid: an order for the rest of a term.
    order_held_until_within(time: &str) { zh_hans: format!("价格和代金券保留至 {time}，逾期订单自动取消，不会扣款。"), en: format!("Price and voucher are held until {time}; then the order is cancelled and nothing is charged."), ja: format!("料金とバウチャーは {time} まで確保されます。過ぎると注文は自動的にキャンセルされ、請求はありません。") }
    /// Unpaid: the balance suffices.
    order_balance_enough(balance: &str, after: &str) { zh_hans: format!("余额 {balance}，付款后为 {after}。"), en: format!("Your balance is {balance}; {after} is left after paying."), ja: format!("残高は {balance} です。お支払い後は {after} になります。") }
    /// Unpaid: the balance is short.
    order_balance_short(balance: &str, missing: &str) { zh_hans: format!("余额 {balance}，还差 {missing}。充值到账后回到这里付款。"), en: format!("Your balance is {balance}, short by {missing}. Top up, then come back here and pay."), ja: format!("残高は {balance} で、{missing} 不足しています。チャージの入金後、このページでお支払いください。") }
    /// Unpaid: a top-up waits for confirmation.
order_top_up_pending(time: &str) { zh_hans: format!("您为此订单提交的充值正在确认中。确认之前，订单的价格和代金券会一直保留，最晚至 {time}。"), en: format!("Your top-up for this order is being confirmed. Until then the order keeps its price and its voucher, until {time} at the latest."), ja: format!("この注文のためのチャージを確認しています。確認が済むまで、料金とバウチャーは確保されます（最長 {time} まで）。") }
    /// Link to the top-up form.
    order_top_up(amount: &str) { zh_hans: format!("充值 {amount}"), en: format!("Top up {amount}"), ja: format!("{amount} をチャージする") }
    /// The hold is over.
    order_over_title { zh_hans: "订单的保留时间已过", en: "This order is no longer held", ja: "この注文の保存期限が切れました" }
    /// The hold is over: what to do.
    order_over_text { zh_hans: "订单没有付款，也没有扣款，将自动取消，代金券会退回。请重新购买。", en: "It was not paid and nothing was charged. It is being cancelled, and its voucher comes back. Buy again to go on.", ja: "お支払いも請求も行われていません。注文は自動的にキャンセルされ、バウチャーは戻ります。もう一度ご購入ください。" }
    /// Cancelled: heading.
    order_cancelled_title { zh_hans: "订单已取消，没有扣款", en: "This order was cancelled; nothing was charged", ja: "この注文はキャンセルされました（請求はありません）" }
    /// Cancelled by the customer.
    order_by_customer { zh_hans: "您取消了这笔订单，代金券已退回。", en: "You cancelled it. Its voucher has come back.", ja: "お客様がキャンセルしました。バウチャーは戻っています。" }
    /// Cancelled by the clock.
    order_by_expiry { zh_hans: "保留时间内没有付款，订单已自动取消，代金券已退回。", en: "It was not paid while it was held. Its voucher has come back.", ja: "保存期限までにお支払いがなかったため、自動的にキャンセルされました。バウチャーは戻っています。" }
    /// Cancelled because the app changed.
    order_by_app { zh_hans: "应用的状态、版本或到期时间在付款前发生了变化，订单已取消，代金券已退回。", en: "The state, the edition or the end of the application changed before it was paid. Its voucher has come back.", ja: "お支払い前にアプリの状態、エディションまたは期限が変わったため、キャンセルされました。バウチャーは戻っています。" }
    /// Way forward.
    order_buy_again { zh_hans: "重新购买", en: "Buy again", ja: "もう一度購入する" }
    /// Opens the dialog.
    order_cancel { zh_hans: "取消订单", en: "Cancel the order", ja: "注文をキャンセル" }
    /// Dialog: the question.
    order_cancel_title(no: &str) { zh_hans: format!("取消订单 {no}？"), en: format!("Cancel order {no}?"), ja: format!("注文 {no} をキャンセルしますか？") }
    /// Dialog: what happens.
    order_cancel_text(amount: &str) { zh_hans: format!("订单金额 {amount}，尚未付款，取消不会产生费用。代金券会立即退回；价格不再保留，需要时可重新购买。"), en: format!("It comes to {amount} and has not been paid; cancelling costs nothing. Its voucher comes back at once; its price is no longer held, and you can buy again at any time."), ja: format!("ご注文金額は {amount}、お支払い前のためキャンセル料はかかりません。バウチャーはすぐに戻ります。料金の確保は終了しますが、いつでも再度ご購入いただけます。") }
    /// Dialog: the safe way out.
    order_keep { zh_hans: "保留订单", en: "Keep the order", ja: "注文を残す" }
    /// Dialog: the act.
    order_cancel_now { zh_hans: "取消这笔订单", en: "Cancel this order", ja: "この注文をキャンセルする" }
    /// 409: no longer unpaid.
    order_not_unpaid { zh_hans: "这笔订单已不是待付款状态，没有进行任何更改。", en: "This order is not unpaid any more. Nothing was changed.", ja: "この注文はお支払い待ちではなくなっています。変更は行われていません。" }
    /// What an order is about, where it has a package.
    order_what_package(edition: &str, months: &str) { zh_hans: format!("{edition}套餐包 × {months}"), en: format!("{edition} package, {months}"), ja: format!("{edition}プラン（{months}）") }
    /// What an order is about, with the number of add-ons beside a package.
    order_what_more(what: &str, count: usize) {
        zh_hans: format!("{what} 及 {count} 个功能包"),
        en: if count == 1 { format!("{what} and 1 add-on") } else { format!("{what} and {count} add-ons") },
        ja: format!("{what}と追加機能 {count} 件"),
    }
    /// What an order is about, where it is add-ons alone.
    order_what_add_ons(count: usize) {
        zh_hans: format!("{count} 个功能包"),
        en: if count == 1 { "1 add-on".to_owned() } else { format!("{count} add-ons") },
        ja: format!("{count} 件の追加機能"),
    }
}

impl Words {
    /// The name of an order's state.
    #[must_use]
    pub fn order_status(self, status: OrderStatus) -> Cow<'static, str> {
        match status {
            OrderStatus::Unpaid => self.order_unpaid(),
            OrderStatus::Paid => self.order_paid(),
            OrderStatus::PartlyRefunded => self.order_partly_refunded(),
            OrderStatus::Refunded => self.order_refunded(),
            OrderStatus::Cancelled => self.order_cancelled(),
        }
    }

    /// Why an order was given up.
    #[must_use]
    pub fn order_closed_by(self, reason: CloseReason) -> Cow<'static, str> {
        match reason {
            CloseReason::Customer => self.order_by_customer(),
            CloseReason::Expired => self.order_by_expiry(),
            CloseReason::AppChanged => self.order_by_app(),
        }
    }
}
