//! Words of the billing centre: the overview, the list of orders, the balance's ledger.

use std::borrow::Cow;

use crate::{domain::order::OrderStatus, i18n::Words};

messages! {
    /// Overview: label of what can be spent.
    bill_available { zh_hans: "可用余额", en: "Available balance", ja: "ご利用可能な残高" }
    /// Link to the balance's ledger.
    bill_ledger_link { zh_hans: "余额明细", en: "Balance ledger", ja: "残高の明細を見る" }
    /// Link to the top-up form, and its title.
    bill_top_up { zh_hans: "充值余额", en: "Top up the balance", ja: "残高をチャージする" }
    /// Overview: heading of the orders that wait to be paid.
    bill_waiting_orders { zh_hans: "待付款订单", en: "Orders waiting for payment", ja: "お支払い待ちのご注文" }
    /// Overview: no order waits.
    bill_no_waiting_orders { zh_hans: "没有待付款的订单。", en: "No order is waiting for payment.", ja: "お支払い待ちのご注文はありません。" }
    /// Until when an unpaid order keeps its price.
    bill_held_until(time: &str) { zh_hans: format!("价格保留至 {time}"), en: format!("Price held until {time}"), ja: format!("価格の有効期限：{time} まで") }
    /// Link to an unpaid order.
    bill_continue { zh_hans: "继续付款", en: "Continue payment", ja: "お支払いに進む" }
    /// Overview: label of the usable vouchers.
    bill_vouchers { zh_hans: "可用代金券", en: "Vouchers you can use", ja: "ご利用可能なバウチャー" }
    /// Overview: how many vouchers, which together are worth the figure above.
    bill_voucher_count(count: usize) {
        zh_hans: format!("共 {count} 张，以上为可抵扣总额"),
        en: if count == 1 { "On 1 voucher".to_owned() } else { format!("In total, on {count} vouchers") },
        ja: format!("{count} 枚の合計額"),
    }
    /// Link to the vouchers.
    bill_vouchers_link { zh_hans: "查看代金券", en: "See vouchers", ja: "バウチャーを見る" }
    /// Overview: heading of the terms that end next.
    bill_next_ends { zh_hans: "即将到期的套餐", en: "Terms that end next", ja: "次に終了する契約期間" }
    /// Overview: no term runs.
    bill_no_ends { zh_hans: "没有生效中的套餐包。", en: "No paid package is running.", ja: "有効なプランはありません。" }
    /// Overview: heading of the links.
    bill_records { zh_hans: "费用记录", en: "Records", ja: "お取引の記録" }
    /// Overview: what the orders link shows.
    bill_orders_text { zh_hans: "所有订单及其价格计算", en: "Every order with its arithmetic", ja: "すべてのご注文と金額の計算" }
    /// Overview: what the ledger link shows.
    bill_ledger_text { zh_hans: "余额的每一笔变动", en: "Every movement of the balance", ja: "残高のすべての増減" }
    /// Overview: what the top-ups link shows.
    bill_top_ups_text { zh_hans: "充值记录与确认状态", en: "What you paid in, and where it stands", ja: "チャージの履歴と確認状況" }
    /// Link to the list of top-ups.
    bill_top_ups_link { zh_hans: "充值记录", en: "Top-ups", ja: "チャージ履歴" }

    /// Lists: label of the moments, all at one distance from UTC.
    list_time(zone: &str) { zh_hans: format!("时间（{zone}）"), en: format!("Time ({zone})"), ja: format!("日時（{zone}）") }
    /// Orders: name of the table.
    orders_caption { zh_hans: "订单列表", en: "Orders, newest first", ja: "ご注文の一覧（新しい順）" }
    /// Orders: label of the number.
    orders_no { zh_hans: "订单号", en: "Order no.", ja: "注文番号" }
    /// Orders: label of what was ordered.
    orders_what { zh_hans: "内容", en: "Items", ja: "ご注文内容" }
    /// Orders: the first line of an order with more than one.
    orders_and_more(first: &str, more: usize) {
        zh_hans: format!("{first}，另有 {more} 项增值功能"),
        en: if more == 1 { format!("{first} and 1 add-on") } else { format!("{first} and {more} add-ons") },
        ja: format!("{first} ほかオプション {more} 件"),
    }
    /// Orders: label of the sum before the voucher.
    orders_total { zh_hans: "订单金额", en: "Total", ja: "注文金額" }
    /// Orders: label of what the voucher took off.
    orders_voucher { zh_hans: "代金券抵扣", en: "Voucher", ja: "バウチャー値引き" }
    /// Orders: label of what was or is to be paid from the balance.
    orders_payable { zh_hans: "余额支付", en: "From balance", ja: "残高からのお支払い" }
    /// Order state: not paid.
    order_state_unpaid { zh_hans: "待付款", en: "Awaiting payment", ja: "お支払い待ち" }
    /// Order state: paid.
    order_state_paid { zh_hans: "已付款", en: "Paid", ja: "お支払い済み" }
    /// Order state: given up.
    order_state_cancelled { zh_hans: "已取消", en: "Cancelled", ja: "キャンセル済み" }
    /// Orders: nothing yet.
    orders_none { zh_hans: "还没有订单", en: "No orders yet", ja: "ご注文はまだありません" }
    /// Orders: what to do when there is none.
    orders_none_text {
        zh_hans: "为应用购买套餐包或增值功能后，订单会出现在这里，并保留每一项的价格计算。",
        en: "When you buy a package or an add-on for an application, its order appears here with the arithmetic of every line.",
        ja: "アプリのプランやオプションを購入すると、各項目の計算とともにここに表示されます。",
    }
    /// Orders: none in the chosen state.
    orders_no_match(state: &str) { zh_hans: format!("没有“{state}”的订单"), en: format!("No order is in the state “{state}”"), ja: format!("「{state}」のご注文はありません") }
    /// Orders: none of this application in this state.
    orders_no_match_app { zh_hans: "此应用没有符合条件的订单", en: "This application has no such order", ja: "このアプリに該当するご注文はありません" }
    /// Orders: nothing could be bought so far.
    orders_not_allowed { zh_hans: "实名认证通过后即可下单", en: "Orders need a verified account", ja: "ご注文には本人確認が必要です" }
    /// Orders: what to do about it.
    orders_not_allowed_text {
        zh_hans: "账号通过实名认证后才能购买。提交认证材料后，由运营人员审核。",
        en: "An account can buy once its real-name verification is approved. Submit the papers; an operator decides.",
        ja: "本人確認が承認されると購入できます。書類を提出すると、担当者が確認します。",
    }
    /// Link to the verification page.
    orders_verify { zh_hans: "前往实名认证", en: "Verify the account", ja: "本人確認に進む" }
    /// Orders: the page asked for lies behind the last order.
    list_past_end { zh_hans: "没有更早的记录", en: "Nothing older", ja: "これより古い記録はありません" }
    /// What to do there.
    list_past_end_text { zh_hans: "您已看完全部记录。", en: "You have seen everything there is.", ja: "すべての記録を表示しました。" }
    /// Link to the first page of a list that begins with the newest.
    list_newest { zh_hans: "最新记录", en: "Newest", ja: "最新の記録へ" }
    /// Link to the next page of a list that begins with the newest.
    list_older { zh_hans: "更早的记录", en: "Older", ja: "さらに古い記録へ" }

    /// Ledger: title.
    ledger_title { zh_hans: "余额明细", en: "Balance ledger", ja: "残高の明細" }
    /// Ledger: name of the table.
    ledger_caption { zh_hans: "余额变动", en: "Movements, newest first", ja: "残高の増減（新しい順）" }
    /// Ledger: label of what caused a movement.
    ledger_what { zh_hans: "事由", en: "What for", ja: "内容" }
    /// Ledger: label of the change.
    ledger_change { zh_hans: "变动", en: "Change", ja: "増減" }
    /// Ledger: label of the balance after the movement.
    ledger_balance { zh_hans: "变动后余额", en: "Balance after", ja: "増減後の残高" }
    /// Ledger: a movement by an order.
    ledger_order(no: &str) { zh_hans: format!("支付订单 {no}"), en: format!("Paid order {no}"), ja: format!("注文 {no} のお支払い") }
    /// Ledger: a movement by a top-up.
    ledger_top_up { zh_hans: "充值到账", en: "Top-up confirmed", ja: "チャージの入金" }
    /// Ledger: a refund.
    ledger_refund { zh_hans: "套餐包或功能包退费", en: "Refund of a package or add-ons", ja: "プランまたは追加機能の返金" }
    /// Ledger: a movement by the debit of a bill.
    ledger_bill(no: &str) { zh_hans: format!("账单 {no} 扣款"), en: format!("Debit of bill {no}"), ja: format!("請求書 {no} の引き落とし") }
    /// Ledger: a movement by a payment on an overdue bill.
    ledger_bill_payment(no: &str) { zh_hans: format!("支付逾期账单 {no}"), en: format!("Payment on overdue bill {no}"), ja: format!("期限を過ぎた請求書 {no} のお支払い") }
    /// Navigation: the bills.
    nav_bills { zh_hans: "账单", en: "Bills", ja: "ご請求" }
    /// Ledger: heading of the explanation.
    ledger_how { zh_hans: "如何核对", en: "How it adds up", ja: "計算の見方" }
    /// Ledger: the explanation.
    ledger_how_text {
        zh_hans: "每一行的余额等于更早一行的余额加上本行变动。代金券抵扣的部分不经过余额。记录只增不改。",
        en: "The balance of each line is that of the line before it in time plus its own change. What a voucher pays never passes through the balance. Lines are only ever added, never edited.",
        ja: "各行の残高は、ひとつ前の行の残高にその行の増減を加えたものです。バウチャーによる値引き分は残高を通りません。記録は追加のみで、書き換えられることはありません。",
    }
    /// Ledger: the balance before the oldest line shown.
    ledger_before { zh_hans: "本页之前的余额", en: "Balance before these lines", ja: "このページより前の残高" }
    /// Ledger: the sum of what was added on this page.
    ledger_added { zh_hans: "收入合计", en: "Added", ja: "入金の合計" }
    /// Ledger: the sum of what was taken on this page.
    ledger_taken { zh_hans: "支出合计", en: "Taken", ja: "出金の合計" }
    /// Ledger: the balance after the newest line shown.
    ledger_after { zh_hans: "本页之后的余额", en: "Balance after these lines", ja: "このページの最後の残高" }
    /// Ledger: nothing yet.
    ledger_none { zh_hans: "余额还没有变动", en: "The balance has not moved yet", ja: "残高の増減はまだありません" }
    /// Ledger: what to do when there is none.
    ledger_none_text { zh_hans: "充值到账和支付订单都会逐笔记录在这里。", en: "Every confirmed top-up and every paid order is written down here.", ja: "チャージの入金とご注文のお支払いが、1 件ずつここに記録されます。" }
}

impl Words {
    /// The name of an order's state.
    #[must_use]
    pub fn order_status_name(self, status: OrderStatus) -> Cow<'static, str> {
        match status {
            OrderStatus::Unpaid => self.order_state_unpaid(),
            OrderStatus::Paid => self.order_state_paid(),
            OrderStatus::PartlyRefunded => self.order_partly_refunded(),
            OrderStatus::Refunded => self.order_refunded(),
            OrderStatus::Cancelled => self.order_state_cancelled(),
        }
    }
}
