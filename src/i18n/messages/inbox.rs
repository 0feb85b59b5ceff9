//! Words of the message centre, and the sentences of what accounts are told, on its page and in mail (R7).

messages! {
    /// Title and link.
    inbox_title { zh_hans: "消息中心", en: "Messages", ja: "お知らせ" }
    /// How many are unread, for who hears the page.
    inbox_unread_count(count: &str) { zh_hans: format!("{count} 条未读"), en: format!("{count} unread"), ja: format!("未読 {count} 件のお知らせ") }
    /// More than are counted.
    inbox_many { zh_hans: "99 条以上", en: "99+", ja: "99 件を超える" }
    /// Name of the tabs.
    inbox_tabs { zh_hans: "显示哪些消息", en: "Which messages to show", ja: "表示するお知らせ" }
    /// Tab.
    inbox_all { zh_hans: "全部消息", en: "All", ja: "すべて" }
    /// Tab, and mark of a row.
    inbox_unread { zh_hans: "未读", en: "Unread", ja: "未読" }
    /// Name of the list.
    inbox_caption { zh_hans: "消息，最新的在前", en: "Messages, newest first", ja: "お知らせ（新しい順）" }
    /// Unfolds the rest of a long message.
    inbox_more(count: usize) { zh_hans: format!("其余 {count} 条"), en: format!("{count} more"), ja: format!("残り {count} 件を表示") }
    /// Button of a row.
    inbox_read { zh_hans: "标为已读", en: "Mark as read", ja: "既読にする" }
    /// Button above the list.
    inbox_read_all { zh_hans: "全部标为已读", en: "Mark all as read", ja: "すべて既読にする" }
    /// Notice.
    inbox_was_read { zh_hans: "消息已标为已读。", en: "The message is marked as read.", ja: "お知らせを既読にしました。" }
    /// Notice.
    inbox_all_read { zh_hans: "显示过的消息已全部标为已读。", en: "All messages that were shown are marked as read.", ja: "表示されていたお知らせをすべて既読にしました。" }
    /// Nothing at all.
    inbox_none { zh_hans: "还没有消息", en: "There are no messages yet", ja: "お知らせはまだありません" }
    /// Nothing at all.
    inbox_none_text { zh_hans: "到期与续费提醒、账单、充值和实名认证的结果会出现在这里。", en: "Reminders of ends and renewals, bills, and what was decided on top-ups and your verification appear here.", ja: "期限や更新の予告、請求、チャージや本人確認の結果がここに表示されます。" }
    /// Nothing unread.
    inbox_none_unread { zh_hans: "没有未读消息", en: "Everything is read", ja: "未読のお知らせはありません" }
    /// Nothing unread.
    inbox_none_unread_text { zh_hans: "新消息会出现在这里，页面顶部会显示数量。", en: "New messages appear here, and their number at the top of every page.", ja: "新しいお知らせはここに表示され、件数が各ページの上部に出ます。" }
    /// Under the title: reading is on the page alone.
    inbox_no_mail { zh_hans: "此控制台未设置邮件，消息只在这里显示。", en: "This console sends no mail: messages are shown here only.", ja: "このコンソールはメールを送信しません。お知らせはここにだけ表示されます。" }
    /// Under the title: messages come by mail too.
    inbox_mail(address: &str) { zh_hans: format!("消息同时以邮件发送到 {address}。"), en: format!("Messages are also sent by mail to {address}."), ja: format!("お知らせは {address} にもメールで送られます。") }

    /// Digest with its number of lines.
    told_digest(count: usize) {
        zh_hans: format!("到期与续费提醒：{count} 个应用"),
        en: if count == 1 { "Ends and renewals: 1 application".into() } else { format!("Ends and renewals: {count} applications") },
        ja: format!("期限と更新のお知らせ：アプリ {count} 件"),
    }
    /// An app with its number, in a sentence.
    told_app(name: &str, id: &str) { zh_hans: format!("“{name}”（{id}）"), en: format!("{name} ({id})"), ja: format!("アプリ「{name}」（{id}）") }
    /// A term will end.
    told_ends(app: &str, end: &str) { zh_hans: format!("{app}将于 {end} 到期，未开启自动续费。"), en: format!("{app} ends on {end} and does not renew itself."), ja: format!("{app}の期限は {end} です。自動更新はオフです。") }
    /// A renewal that the balance covers.
    told_renews(app: &str, day: &str, amount: &str) { zh_hans: format!("{app}将于 {day} 自动续费 1 个月，扣款 {amount}，当前余额足够。"), en: format!("{app} renews itself for a month on {day} for {amount}. The balance is enough."), ja: format!("{app}は {day} に 1 か月自動更新され、{amount} が引き落とされます。残高は足りています。") }
    /// A renewal that it does not cover.
    told_renews_short(app: &str, day: &str, amount: &str) { zh_hans: format!("{app}将于 {day} 自动续费 1 个月，需要 {amount}，当前余额不足，请先充值。"), en: format!("{app} is to renew itself for a month on {day} for {amount}, but the balance is not enough. Please top up before."), ja: format!("{app}は {day} に 1 か月自動更新される予定ですが、{amount} に対して残高が足りません。事前にチャージしてください。") }
    /// A renewal that can't be made.
    told_renews_unpriced(app: &str, day: &str) { zh_hans: format!("{app}应于 {day} 自动续费，但含已停售的项目，无法自动续费。"), en: format!("{app} is to renew itself on {day}, but part of it is not sold any more. It can’t renew itself."), ja: format!("{app}は {day} に自動更新の予定ですが、販売を終えた項目を含むため更新できません。") }
    /// An attempt failed for want of money.
    told_short(app: &str, missing: &str) { zh_hans: format!("{app}今天自动续费失败：余额还差 {missing}。"), en: format!("{app} could not be renewed today: {missing} is missing."), ja: format!("{app}は本日自動更新できませんでした。残高が {missing} 足りません。") }
    /// An attempt failed for another reason.
    told_overdue(app: &str) { zh_hans: format!("{app}今天自动续费失败：有逾期未付的账单。"), en: format!("{app} could not be renewed today: a bill is overdue."), ja: format!("{app}は本日自動更新できませんでした。支払い期限を過ぎた請求があります。") }
    /// An attempt failed for another reason.
    told_unverified(app: &str) { zh_hans: format!("{app}今天自动续费失败：账号未通过实名认证。"), en: format!("{app} could not be renewed today: the account is not verified."), ja: format!("{app}は本日自動更新できませんでした。本人確認が済んでいません。") }
    /// An attempt failed for another reason.
    told_not_sold(app: &str) { zh_hans: format!("{app}今天自动续费失败：含已停售的项目。"), en: format!("{app} could not be renewed today: part of it is not sold any more."), ja: format!("{app}は本日自動更新できませんでした。販売を終えた項目を含んでいます。") }
    /// When it is tried again.
    told_again(day: &str) { zh_hans: format!("{day} 再试一次。"), en: format!("It is tried again on {day}."), ja: format!("{day} にもう一度試みます。") }
    /// When the term ends.
    told_end(end: &str) { zh_hans: format!("{end} 到期。"), en: format!("The term ends on {end}."), ja: format!("期限は {end} です。") }
    /// When the app is stopped.
    told_stops(at: &str) { zh_hans: format!("如不续费，{at} 停用。"), en: format!("Unless it is renewed, it is stopped on {at}."), ja: format!("更新しない場合、{at} に停止されます。") }
    /// A term has ended.
    told_ended(app: &str, end: &str) { zh_hans: format!("{app}已于 {end} 到期。"), en: format!("{app} ended on {end}."), ja: format!("{app}は {end} に期限が切れました。") }

    /// A push certificate will end.
    told_push_ends(app: &str, vendor: &str, number: &str, end: &str) { zh_hans: format!("{app}的推送证书 {number}（{vendor}）将于 {end} 到期，之后离线推送将停止。请在此之前更换文件，证书 ID 不变。"), en: format!("Push certificate {number} ({vendor}) of {app} expires on {end}; offline pushes stop then. Replace its file before: the certificate ID stays."), ja: format!("{app}のプッシュ証明書 {number}（{vendor}）の期限は {end} です。以後オフラインプッシュは停止します。それまでにファイルを差し替えてください。証明書の ID は変わりません。") }

    /// A bill was drawn up.
    told_bill(month: &str, total: &str) { zh_hans: format!("{month}账单已出：{total}"), en: format!("The bill of {month}: {total}"), ja: format!("{month}の請求：{total}") }
    /// When it is debited.
    told_bill_text(day: &str) { zh_hans: format!("将于 {day} 从代金券和余额扣款，请保证余额充足。"), en: format!("It is debited on {day}, from vouchers first and then from the balance. Please see that it is enough."), ja: format!("{day} に、バウチャー、残高の順に引き落とされます。残高をご確認ください。") }
    /// A bill is overdue.
    told_overdue_title(month: &str, owed: &str) { zh_hans: format!("{month}账单逾期：还欠 {owed}"), en: format!("The bill of {month} is overdue: {owed}"), ja: format!("{month}の請求が未払いです：{owed}") }
    /// What follows.
    told_overdue_text(at: &str) { zh_hans: format!("请尽快充值，到账后自动支付。{at} 仍未付清的，账单上的应用将停用。"), en: format!("Please top up: it is then paid by itself. If it is not paid by {at}, the applications on the bill are stopped."), ja: format!("チャージすると自動的に支払われます。{at} までに支払われない場合、請求に含まれるアプリは停止されます。") }
    /// A term ended.
    told_expired_title(app: &str) { zh_hans: format!("{app}已到期"), en: format!("{app} has ended"), ja: format!("{app}の期限が切れました") }
    /// An app was stopped because its term ended.
    told_stopped_title(app: &str) { zh_hans: format!("{app}已停用"), en: format!("{app} is stopped"), ja: format!("{app}は停止されました") }
    /// Why.
    told_stopped_ended { zh_hans: "套餐包到期后未续费。", en: "Its package had ended and was not renewed.", ja: "プランの期限が切れ、更新されませんでした。" }
    /// Why.
    told_stopped_refund { zh_hans: "套餐包已退费。", en: "Its package was refunded.", ja: "プランは返金されています。" }
    /// Why.
    told_stopped_arrears { zh_hans: "有账单逾期未付；付清后自动恢复。", en: "A bill stayed unpaid. It comes back when everything overdue is paid.", ja: "請求が未払いのためです。すべて支払うと元に戻ります。" }
    /// Until when data is kept.
    told_kept(at: &str) { zh_hans: format!("数据保留到 {at}，之后无法找回。"), en: format!("Its data is kept until {at} and is then gone."), ja: format!("データは {at} まで保管され、その後は元に戻せません。") }
    /// Data is gone.
    told_released_title(app: &str) { zh_hans: format!("{app}的数据已清除"), en: format!("The data of {app} is gone"), ja: format!("{app}のデータは消去されました") }
    /// Data is gone.
    told_released_text { zh_hans: "保留期已过，不能再续费，只能删除。", en: "It was kept for its time. It can’t be renewed any more, only deleted.", ja: "保管期間が過ぎました。更新はできず、削除だけができます。" }
    /// It came back.
    told_restored_title(app: &str) { zh_hans: format!("{app}已恢复"), en: format!("{app} is back"), ja: format!("{app}は元に戻りました") }
    /// It came back.
    told_restored_text { zh_hans: "逾期账单已全部付清。", en: "Everything overdue was paid.", ja: "未払いの請求はすべて支払われました。" }
    /// A verification was approved.
    told_verified { zh_hans: "实名认证已通过", en: "Your verification was approved", ja: "本人確認が承認されました" }
    /// What follows.
    told_verified_text { zh_hans: "现在可以购买套餐包、升级和续费。", en: "You can now buy, upgrade and renew.", ja: "購入、アップグレード、更新ができるようになりました。" }
    /// A verification was refused.
    told_unverified_title { zh_hans: "实名认证未通过", en: "Your verification was refused", ja: "本人確認が認められませんでした" }
    /// Why.
    told_reason(reason: &str) { zh_hans: format!("原因：{reason}"), en: format!("The reason: {reason}"), ja: format!("理由は次のとおりです：{reason}") }
    /// A top-up was confirmed.
    told_top_up(amount: &str) { zh_hans: format!("充值 {amount} 已到账"), en: format!("Your top-up of {amount} was confirmed"), ja: format!("{amount} のチャージが確認されました") }
    /// Where it is.
    told_top_up_text { zh_hans: "有逾期账单的，已先行支付，其余在余额中。", en: "Overdue bills were paid from it first; the rest is on the balance.", ja: "未払いの請求があれば先に支払われ、残りは残高に入っています。" }
    /// A top-up was refused.
    told_top_up_refused(amount: &str) { zh_hans: format!("充值 {amount} 未确认"), en: format!("Your top-up of {amount} was refused"), ja: format!("{amount} のチャージは確認できませんでした") }
    /// A user gave themselves another password.
    told_password { zh_hans: "密码已修改", en: "Your password was changed", ja: "パスワードが変更されました" }
    /// What follows, where the other sessions ended.
    told_password_everywhere { zh_hans: "其他设备均已退出登录。如非本人操作，请立即在登录页面点击“忘记密码”重置密码。", en: "Every other device was signed out. If it was not you, reset the password at once from the sign-in page.", ja: "ほかの端末はすべてサインアウトされました。心当たりがない場合は、すぐにサインインページからパスワードを再設定してください。" }
    /// What follows, where they did not.
    told_password_here { zh_hans: "其他设备保持登录。如非本人操作，请立即在登录页面点击“忘记密码”重置密码，所有设备将退出登录。", en: "Other devices stay signed in. If it was not you, reset the password at once from the sign-in page: that signs every device out.", ja: "ほかの端末はサインインしたままです。心当たりがない場合は、すぐにサインインページからパスワードを再設定してください。すべての端末がサインアウトされます。" }
    /// A new password was set with a code.
    told_reset { zh_hans: "密码已重置", en: "Your password was reset", ja: "パスワードが再設定されました" }
    /// What follows.
    told_reset_text { zh_hans: "所有设备均已退出登录。如非本人操作，请立即再次重置密码。", en: "Every device was signed out. If it was not you, reset the password again at once.", ja: "すべての端末がサインアウトされました。心当たりがない場合は、すぐにもう一度再設定してください。" }
}
