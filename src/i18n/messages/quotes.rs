//! Words of the check page and of what stands in for it when the price no longer holds.

messages! {
    /// Heading: a task with its object.
    quote_title { zh_hans: "核对订单并付款", en: "Check the order and pay", ja: "ご注文内容の確認とお支払い" }
    /// Under the heading.
    quote_lead { zh_hans: "付款前不会产生任何费用。请逐项核对。", en: "Nothing has been charged yet. Check every line.", ja: "まだ請求されていません。内容をひとつずつご確認ください。" }
    /// Section: for which app.
    quote_for { zh_hans: "购买对象", en: "What it is for", ja: "ご購入の対象" }
    /// Follows what can't be changed any more.
    quote_fixed { zh_hans: "购买后不可更改", en: "cannot be changed after purchase", ja: "購入後は変更できません" }
    /// Section: what is bought.
    quote_items { zh_hans: "购买内容", en: "What you buy", ja: "ご購入の内容" }
    /// Label: how many.
    quote_quantity { zh_hans: "数量", en: "Quantity", ja: "ご購入数" }
    /// One package, and so many add-ons.
    quote_counts(packages: usize, add_ons: usize) {
        zh_hans: format!("套餐包 {packages} 个，功能包 {add_ons} 个"),
        en: format!("Packages: {packages}, add-ons: {add_ons}"),
        ja: format!("プラン {packages} 個、追加機能 {add_ons} 個"),
    }
    /// Section: prices.
    quote_prices { zh_hans: "价格与优惠", en: "Prices and discounts", ja: "料金と割引" }
    /// The sum of the lines.
    quote_subtotal { zh_hans: "合计", en: "Subtotal", ja: "小計（バウチャー適用前）" }
    /// Section: the voucher.
    quote_voucher { zh_hans: "代金券", en: "Voucher", ja: "バウチャー" }
    /// What the voucher takes off.
    quote_voucher_off { zh_hans: "代金券抵扣", en: "Voucher deduction", ja: "バウチャー割引" }
    /// Not using one; with the amount to pay.
    quote_voucher_none(amount: &str) { zh_hans: format!("不使用代金券，支付 {amount}"), en: format!("No voucher: pay {amount}"), ja: format!("バウチャーを使用しない（お支払い {amount}）") }
    /// A voucher's name, what it takes off and what is left to pay.
    quote_voucher_option(name: &str, off: &str, pay: &str) { zh_hans: format!("{name}：抵扣 {off}，支付 {pay}"), en: format!("{name}: {off} off, pay {pay}"), ja: format!("{name}（{off} 割引、お支払い {pay}）") }
    /// What it is bound to: worth, least total, scope, end.
    quote_voucher_terms(worth: &str, threshold: &str, scope: &str, end: &str) {
        zh_hans: format!("余额 {worth}；满 {threshold} 可用；{scope}；{end} 到期"),
        en: format!("{worth} left; orders of {threshold} or more; {scope}; valid until {end}"),
        ja: format!("残り {worth}、{threshold} 以上のご注文が対象、{scope}、有効期限 {end}"),
    }
    /// The same where every order will do: worth, scope, end.
    quote_voucher_terms_any(worth: &str, scope: &str, end: &str) {
        zh_hans: format!("余额 {worth}；无金额门槛；{scope}；{end} 到期"),
        en: format!("{worth} left; orders of any amount; {scope}; valid until {end}"),
        ja: format!("残り {worth}、ご注文金額の条件なし、{scope}、有効期限 {end}"),
    }
    /// What one use leaves.
    quote_voucher_once { zh_hans: "仅限一次使用，余额不保留", en: "for one use, nothing is kept", ja: "1 回限り（残額は繰り越せません）" }
    /// A voucher's scope: everything.
    voucher_scope_everything { zh_hans: "适用于所有商品", en: "for every item", ja: "すべての商品に使用可" }
    /// A voucher's scope: packages.
    voucher_scope_packages { zh_hans: "仅适用于套餐包", en: "for packages only", ja: "プランのみに使用可" }
    /// A voucher's scope: add-ons.
    voucher_scope_add_ons(kinds: &str) { zh_hans: format!("仅适用于：{kinds}"), en: format!("for {kinds} only"), ja: format!("{kinds}のみに使用可") }
    /// Button of the choice.
    quote_voucher_apply { zh_hans: "应用代金券", en: "Apply the voucher", ja: "バウチャーを適用" }
    /// Opens the vouchers that can't be used.
    quote_voucher_blocked(count: usize) {
        zh_hans: format!("{count} 张代金券不可用，查看原因"),
        en: if count == 1 { "1 voucher cannot be used: why".to_owned() } else { format!("{count} vouchers cannot be used: why") },
        ja: format!("使用できないバウチャーが {count} 件あります（理由を表示）"),
    }
    /// The account has none.
    quote_voucher_nothing { zh_hans: "您的账号没有代金券。", en: "Your account has no vouchers.", ja: "お持ちのバウチャーはありません。" }
    /// Section: the totals.
    quote_totals { zh_hans: "应付金额", en: "What you pay", ja: "お支払い金額" }
    /// Section: how it is paid.
    quote_payment { zh_hans: "付款方式", en: "Payment", ja: "お支払い方法" }
    /// Paid from the balance, on confirmation.
    quote_from_balance { zh_hans: "确认后立即从账户余额扣款", en: "Taken from your balance when you confirm", ja: "確定時にアカウント残高から引き落とします" }
    /// Label: the balance now.
    quote_balance_before { zh_hans: "当前余额", en: "Balance now", ja: "現在の残高" }
    /// Label: the balance afterwards.
    quote_balance_after { zh_hans: "付款后余额", en: "Balance after", ja: "お支払い後の残高" }
    /// Section: renewal.
    quote_renewal { zh_hans: "续费", en: "Renewal", ja: "期限後の更新" }
    /// It renews itself.
    quote_renewal_on(price: &str, date: &str) {
        zh_hans: format!("自动续费已勾选：余额足够时，自 {date} 起每月扣费 {price}。可随时在应用配置页关闭，关闭后不再扣费。"),
        en: format!("It renews itself: from {date} on, {price} each month if the balance suffices. Switch it off on the application page at any time; nothing is charged after that."),
        ja: format!("自動更新あり：残高が足りる場合、{date} から毎月 {price} を引き落とします。アプリの設定ページでいつでも解除でき、解除後は請求されません。"),
    }
    /// It ends.
    quote_renewal_off(date: &str) {
        zh_hans: format!("不自动续费：{date} 到期，到期不会扣费。到期后有宽限期，期间仍可使用并续费。"),
        en: format!("It does not renew itself: it ends on {date} and nothing is charged then. Days of grace follow, in which it still works and can be renewed."),
        ja: format!("自動更新なし：{date} に期限を迎え、その後の請求はありません。期限後も猶予期間中は利用と更新ができます。"),
    }
    /// Add-ons beside a running package.
    quote_renewal_with_package(date: &str) {
        zh_hans: format!("与套餐包同时到期（{date}），续费时随套餐包一起续。"),
        en: format!("Ends with the package on {date} and is renewed together with it."),
        ja: format!("プランと同時に {date} に期限を迎え、更新もプランと一緒に行います。"),
    }
    /// Section: terms.
    quote_terms { zh_hans: "退费与取消", en: "Refund and cancellation", ja: "返金とキャンセル" }
    /// Refunds, in one paragraph (R5).
    quote_terms_text {
        zh_hans: "待付款订单可随时取消。账号首个套餐包订单付款后 5 个自然日内可全额退费一次；此后按“实付金额减去已用月数 × 月目录价”退费，已用代金券不退回。购买后不能退回体验版。",
        en: "An unpaid order can be cancelled at any time. Within 5 calendar days of the first package order of your account, all of its money is refunded, once; later, what was paid less the months used at the monthly list price. Vouchers do not come back, and an application never goes back to Trial.",
        ja: "お支払い前の注文はいつでもキャンセルできます。アカウントで最初のプランの注文は、お支払いから 5 日以内（暦日）に限り一度だけ全額返金します。それ以降は、お支払い額から利用月数分の月額定価を差し引いて返金します。使用したバウチャーは戻らず、体験版に戻すこともできません。",
    }
    /// Until when the price holds.
    quote_held_until(time: &str) { zh_hans: format!("此价格保留至 {time}"), en: format!("This price is held until {time}"), ja: format!("この料金の有効期限は {time} です") }
    /// The button that pays.
    quote_pay(amount: &str) { zh_hans: format!("支付 {amount}"), en: format!("Pay {amount}"), ja: format!("{amount} を支払う") }
    /// Places the order without paying.
    quote_later { zh_hans: "保存为待付款订单", en: "Save as an unpaid order", ja: "お支払い前の注文として保存" }
    /// The same, said with what follows.
    quote_later_top_up { zh_hans: "保存订单，然后充值", en: "Save the order, then top up", ja: "注文を保存してチャージへ進む" }
    /// Says for how long an unpaid order is kept.
    quote_later_hint(hours: u32) { zh_hans: format!("待付款订单保留 {hours} 小时，价格不变，代金券会为它保留。"), en: format!("An unpaid order keeps its price and its voucher for {hours} hours."), ja: format!("お支払い前の注文は {hours} 時間保存され、その間は料金もバウチャーもそのままです。") }
    /// An order by remaining time is kept no longer than its quote.
    quote_later_hint_short(time: &str) { zh_hans: format!("按剩余时间计价的订单只保留至 {time}。"), en: format!("An order for the time that is left is kept until {time} only."), ja: format!("残り期間で計算した注文の保存は {time} までです。") }
    /// Back to the form.
    quote_back { zh_hans: "返回修改", en: "Back to change", ja: "戻って変更する" }
    /// Paying asks for the password.
    quote_reauth { zh_hans: "金额较大，付款时需要再次输入密码。", en: "For an amount like this, your password is asked for again.", ja: "金額が大きいため、お支払い時にパスワードをもう一度入力していただきます。" }
    /// The balance is short: heading.
    quote_short_title(missing: &str) { zh_hans: format!("余额不足，还差 {missing}"), en: format!("The balance is short by {missing}"), ja: format!("残高が {missing} 不足しています") }
    /// The balance is short: the ways on.
    quote_short_text {
        zh_hans: "订单不会丢失：保存为待付款订单后充值，到账后即可付款；也可以换一张代金券。",
        en: "Nothing is lost: save the order and top up, then pay it once the money is there. Another voucher may help, too.",
        ja: "ご注文は失われません。注文を保存してチャージし、入金後にお支払いください。別のバウチャーを使うこともできます。",
    }
    /// Link to the top-up form.
    quote_top_up { zh_hans: "充值", en: "Top up", ja: "残高をチャージする" }

    /// The quote's time is over: heading.
    quote_over_title { zh_hans: "此价格的保留时间已过", en: "This price is no longer held", ja: "この料金の有効期限が切れました" }
    /// The quote's time is over: what to do.
    quote_over_text(time: &str) { zh_hans: format!("价格保留至 {time}，没有扣款。请重新计价后再付款，您的选择都会保留。"), en: format!("It was held until {time} and nothing was charged. Get a fresh price and pay that; your choices stay."), ja: format!("有効期限は {time} でした。請求は行われていません。料金を計算し直してからお支払いください。選択内容は保持されます。") }
    /// Something under the quote changed: heading.
    quote_moved_title { zh_hans: "订单内容已发生变化", en: "Something under this order has changed", ja: "ご注文の前提が変わりました" }
    /// Something under the quote changed: what to do.
    quote_moved_text { zh_hans: "应用或价目在计价后发生了变化，没有扣款。请重新计价后再付款。", en: "The application or the price list changed after this price was made. Nothing was charged. Get a fresh price and pay that.", ja: "料金の計算後に、アプリまたは価格表が変更されました。請求は行われていません。料金を計算し直してからお支払いください。" }
    /// Button that makes a fresh quote.
    quote_fresh { zh_hans: "重新计价", en: "Get a fresh price", ja: "料金を計算し直す" }

    /// 409: heading.
    changed_title { zh_hans: "价格已更新，没有扣款", en: "The price has changed; nothing was charged", ja: "料金が変わりました（請求は行われていません）" }
    /// 409: heading where only time has passed.
    changed_expired_title { zh_hans: "价格的保留时间已过，没有扣款", en: "The price was no longer held; nothing was charged", ja: "料金の有効期限が切れていました（請求は行われていません）" }
    /// 409: heading where the app is another.
    changed_app_title { zh_hans: "应用已发生变化，没有扣款", en: "The application has changed; nothing was charged", ja: "アプリが変わりました（請求は行われていません）" }
    /// 409: heading where the voucher is another.
    changed_voucher_title { zh_hans: "代金券已发生变化，没有扣款", en: "The voucher has changed; nothing was charged", ja: "バウチャーが変わりました（請求は行われていません）" }
    /// 409: the quote's time was over.
    changed_expired { zh_hans: "您确认的价格已超过 15 分钟的保留时间，我们按现在的价目重新计算了一次。", en: "The price that you confirmed was no longer held, so it was calculated again with the prices of this moment.", ja: "確定された料金の有効期限が切れていたため、現在の価格で計算し直しました。" }
    /// 409: the app changed.
    changed_app { zh_hans: "计价之后，应用的状态、版本或到期时间发生了变化，我们重新计算了一次。", en: "The state, the edition or the end of the application has changed since, so the price was calculated again.", ja: "計算後にアプリの状態、エディションまたは期限が変わったため、計算し直しました。" }
    /// 409: the catalog changed.
    changed_catalog { zh_hans: "计价之后发布了新的价目，我们按新价目重新计算了一次。", en: "A new price list was published since, so the price was calculated again.", ja: "計算後に新しい価格表が公開されたため、計算し直しました。" }
    /// 409: the voucher changed.
    changed_voucher { zh_hans: "您选择的代金券已不能按原来的金额使用，我们重新计算了一次。", en: "The voucher that you chose cannot be used as it was any more, so the price was calculated again.", ja: "選択したバウチャーが元の金額では使用できなくなったため、計算し直しました。" }
    /// Column of the old price.
    changed_before { zh_hans: "您确认的价格", en: "What you confirmed", ja: "確定された料金" }
    /// Column of the fresh price.
    changed_now { zh_hans: "现在的价格", en: "What it is now", ja: "現在の料金" }
    /// Where one side has no such line.
    changed_nothing { zh_hans: "—（无）", en: "—", ja: "—（なし）" }
    /// The fresh quote has no voucher yet.
    changed_choose_voucher { zh_hans: "新的价格还没有使用代金券，可以在下一页选择。", en: "The fresh price has no voucher yet; choose one on the next page.", ja: "新しい料金にはまだバウチャーが適用されていません。次のページで選択できます。" }
    /// Button to the fresh quote.
    changed_continue(amount: &str) { zh_hans: format!("按新价格继续（{amount}）"), en: format!("Continue with {amount}"), ja: format!("新しい料金（{amount}）で続ける") }
    /// There is no fresh price: heading.
    changed_none_title { zh_hans: "现在不能购买这些内容，没有扣款", en: "This cannot be bought any more; nothing was charged", ja: "現在この内容では購入できません（請求は行われていません）" }
    /// Back to the purchase page.
    changed_back { zh_hans: "返回购买页", en: "Back to the purchase page", ja: "購入ページに戻る" }
}
