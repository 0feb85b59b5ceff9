//! Words of call packs that postpaid applications buy alone: for a term of their own, with its end (P6).

messages! {
    /// Link and label: what is bought.
    pack_buy { zh_hans: "加购通话能力包", en: "Buy a call pack", ja: "通話パックを追加購入" }
    /// The block of the package on the purchase page.
    pack_alone(edition: &str) {
        zh_hans: format!("当前为{edition}，套餐按月计费，不在此购买。可单独购买通话能力包，时长自选，与套餐互不影响。"),
        en: format!("{edition}: its package is billed by the month and not bought here. A call pack can be bought alone, for a term of its own."),
        ja: format!("現在は{edition}です。プランは月ごとに請求されるため、ここでは購入しません。通話パックだけを、独自の期間で購入できます。"),
    }
    /// Above the add-ons of the purchase page.
    pack_alone_hint {
        zh_hans: "到期后音视频仍开通，只是不能再通话，应用不受影响。变配后与新版本不匹配的通话能力包会失效，并按剩余时间退费。",
        en: "When it ends, audio/video stays on without calls, and the application runs on. A reconfiguration to an edition that it does not go with makes it void; the rest of its time is given back.",
        ja: "期限後も音声・ビデオは有効なままで、通話だけができなくなります（アプリには影響しません）。設定変更で新しいエディションと組み合わせられなくなったパックは無効になり、残りの期間分が返金されます。",
    }
    /// Refused: an add-on that is billed by the month.
    refused_reconfigured(name: &str) {
        zh_hans: format!("后付费应用的“{name}”按月计费，不在此购买。请在应用配置页变配。"),
        en: format!("“{name}” of a postpaid application is billed by the month and not bought here. Reconfigure it on the application page."),
        ja: format!("後払いアプリの「{name}」は月ごとに請求されるため、ここでは購入できません。アプリの設定ページで設定変更を行ってください。"),
    }
    /// Refused: a pack runs.
    refused_pack_runs {
        zh_hans: "这个应用的通话能力包还在有效期内，不能重复购买。请续费；要换另一种，请先退费。",
        en: "The call pack of this application still runs, so no other can be bought. Renew it; for another kind, refund it first.",
        ja: "このアプリの通話パックはまだ有効なため、重ねて購入できません。更新してください。別の種類にする場合は、先に返金してください。",
    }
    /// Refused: the pack itself was left out of its renewal.
    renew_refused_nothing {
        zh_hans: "没有选择要续费的内容。请勾选通话能力包。",
        en: "Nothing is left to renew. Tick the call pack.",
        ja: "更新する内容が選択されていません。通話パックにチェックを入れてください。",
    }
    /// The renewal form: the package is no part of it.
    renew_pack_alone(edition: &str) {
        zh_hans: format!("{edition}按月计费，无需续费；这里续费的是通话能力包。"),
        en: format!("{edition} is billed by the month and needs no renewal; the call pack is renewed here."),
        ja: format!("{edition}は月ごとに請求されるため、更新は不要です。ここでは通話パックを更新します。"),
    }
    /// Automatic renewal is on.
    pack_renewal_on(price: &str, date: &str) {
        zh_hans: format!("已开启：{date}起，余额足够时每月从余额扣除 {price} 续费通话能力包。关闭后届时不再扣费，通话能力包于当日到期。"),
        en: format!("It is on: from {date} on, {price} is taken from the balance each month for the call pack, if the balance suffices. Once it is off, nothing is charged and the pack ends on that day."),
        ja: format!("オンです。{date}から、残高が足りる場合に通話パックの料金として毎月 {price} を残高から引き落とします。オフにすると引き落としは行われず、通話パックはその日に終了します。"),
    }
    /// Automatic renewal is off.
    pack_renewal_off(price: &str, date: &str) {
        zh_hans: format!("未开启：通话能力包于{date}到期，届时不会扣费。开启后，余额足够时从{date}起每月从余额扣除 {price}。价格以到期前 7 天的目录价为准。"),
        en: format!("It is off: the call pack ends on {date} and nothing is charged. Once it is on, {price} is taken from the balance each month from {date} on, if the balance suffices. The price is that of 7 days before the end."),
        ja: format!("オフです。通話パックは{date}に終了し、引き落としは行われません。オンにすると、残高が足りる場合に{date}から毎月 {price} を残高から引き落とします。料金は期限の 7 日前の価格です。"),
    }
    /// It has ended and is being renewed.
    pack_renewal_trying(when: &str) {
        zh_hans: format!("已开启：通话能力包已到期但尚未续上，{when}将再次尝试。充值足额后，下次尝试时即从付款时起续费；关闭后不再尝试。"),
        en: format!("It is on: the call pack has ended and could not be renewed yet. The next attempt is at {when}; top up before it and the pack runs again from then on. Once it is off, no more attempts are made."),
        ja: format!("オンです。通話パックは終了しましたが、まだ更新できていません。次は {when} に再試行します。それまでにチャージすれば、その時点から再び利用できます。オフにすると再試行は行われません。"),
    }
    /// Overview: a renewal of a pack that the balance does not last for.
    reach_pack_ends(what: &str, at: &str, ends: &str) {
        zh_hans: format!("余额不足以支付 {at} 的“{what}”。不充值的话，通话能力包将于 {ends} 到期，应用照常运行。"),
        en: format!("The balance does not last for “{what}” on {at}. Without a top-up the call pack ends on {ends}; the application runs on."),
        ja: format!("残高は {at} の「{what}」に足りません。チャージしない場合、通話パックは {ends} に終了します（アプリは動き続けます）。"),
    }
    /// Link.
    rtc_renew_alone { zh_hans: "续费通话包", en: "Renew the call pack", ja: "通話パックを更新する" }
    /// What an order is about.
    order_what_pack(pack: &str, months: &str) { zh_hans: format!("{pack} × {months}"), en: format!("{pack}, {months}"), ja: format!("{pack}（{months}）") }
    /// Receipt: what comes at the end.
    order_pack_end(date: &str) {
        zh_hans: format!("通话能力包于 {date} 到期，到期后应用照常运行，只是不能再通话。"),
        en: format!("The call pack ends on {date}. The application runs on then, without calls."),
        ja: format!("通話パックは {date} に終了します。その後もアプリは動きますが、通話はできなくなります。"),
    }
    /// Check page: it does not renew itself.
    quote_pack_off(date: &str) {
        zh_hans: format!("不自动续费：通话能力包于 {date} 到期，到期不会扣费，应用照常运行。"),
        en: format!("It does not renew itself: the call pack ends on {date}, nothing is charged then, and the application runs on."),
        ja: format!("自動更新なし：通話パックは {date} に終了し、その後の請求はありません。アプリは引き続き動きます。"),
    }
    /// What the clock does.
    step_end_pack { zh_hans: "通话能力包到期", en: "The call pack ends", ja: "通話パックが終了します" }
    /// What that means.
    step_end_pack_text { zh_hans: "应用照常运行，只是不能再通话。", en: "The application runs on, without calls.", ja: "アプリは動き続けますが、通話はできなくなります。" }
    /// Warning on a card.
    apps_warn_pack(end: &str) { zh_hans: format!("通话能力包将于 {end} 到期"), en: format!("Its call pack ends on {end}"), ja: format!("通話パックの期限：{end}") }
    /// The pack of an app with its number, in a sentence.
    told_pack(name: &str, id: &str) { zh_hans: format!("“{name}”（{id}）的通话能力包"), en: format!("The call pack of {name} ({id})"), ja: format!("アプリ「{name}」（{id}）の通話パック") }
    /// When the term of a pack ends or ended.
    told_pack_end(end: &str) { zh_hans: format!("有效期至 {end}。"), en: format!("It is paid until {end}."), ja: format!("支払い済みの期間は {end} までです。") }
    /// Message.
    told_pack_ended_title(pack: &str) { zh_hans: format!("{pack}已到期"), en: format!("{pack} has ended"), ja: format!("{pack}は終了しました") }
    /// Message.
    told_pack_ended_text { zh_hans: "应用照常运行，音视频保持开通。如需继续通话，请再次购买通话能力包。", en: "The application runs on and its audio/video stays on. To go on with calls, buy another call pack.", ja: "アプリは動き続け、音声・ビデオも有効なままです。引き続き通話するには、通話パックを再度購入してください。" }
    /// Rule of a line that is given back.
    refund_rule_void { zh_hans: "因变配失效：实付 × 剩余月数 ÷ 总月数", en: "Void by the reconfiguration: paid × months left ÷ months of the line", ja: "設定変更により無効：支払額 × 残りの月数 ÷ 明細の月数" }
    /// Consequence of refunding it.
    refund_pack_ends { zh_hans: "通话能力包立即失效，应用照常运行，音视频保持开通；自动续费关闭。", en: "The call pack ends at once. The application runs on and audio/video stays on; automatic renewal is switched off.", ja: "通話パックはすぐに無効になります。アプリは動き続け、音声・ビデオも有効なままです。自動更新はオフになります。" }
    /// What a reconfiguration gives back, with the arithmetic.
    pack_void(pack: &str, formula: &str) {
        zh_hans: format!("{pack}与新版本不匹配，变配后失效，退回余额：{formula}。改回原版本不会恢复它；需要通话时，请再购买匹配的通话能力包。"),
        en: format!("{pack} does not go with the new edition and becomes void. Given back to the balance: {formula}. Setting the edition back does not restore it; for calls, buy a pack that goes with the edition."),
        ja: format!("{pack}は新しいエディションと組み合わせられないため無効になり、残高に返金されます：{formula}。元のエディションに戻しても復元されません。通話には、対応する通話パックを購入してください。"),
    }
    /// What deactivating gives back, with the arithmetic.
    pack_stopped(pack: &str, formula: &str) {
        zh_hans: format!("{pack}一并失效，剩余价值按退费规则退回余额：{formula}。"),
        en: format!("{pack} ends with it. What is left of it goes to the balance by the rules of a refund: {formula}."),
        ja: format!("{pack}も同時に無効になり、残りの価値は返金の規則に従って残高に戻ります：{formula}。"),
    }
}
