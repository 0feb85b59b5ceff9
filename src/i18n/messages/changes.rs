//! Words of the pages on which an application is upgraded, reconfigured or downgraded, and its history set (U1–U12).

messages! {
    /// Action: from the legacy edition to postpaid.
    change_upgrade { zh_hans: "升级（后付费）", en: "Upgrade to postpaid", ja: "後払いにアップグレード" }
    /// Action: another edition or other add-ons.
    change_reconfigure { zh_hans: "变配", en: "Reconfigure", ja: "設定変更をする" }
    /// Action: from the legacy edition to trial.
    change_downgrade { zh_hans: "降级为体验版", en: "Downgrade to Trial", ja: "体験版にダウングレード" }
    /// Title of the page that upgrades.
    upgrade_title(name: &str) { zh_hans: format!("升级应用“{name}”（后付费）"), en: format!("Upgrade “{name}” to postpaid"), ja: format!("アプリ「{name}」を後払いにアップグレード") }
    /// Title of the page that reconfigures.
    reconfigure_title(name: &str) { zh_hans: format!("变配应用“{name}”"), en: format!("Reconfigure “{name}”"), ja: format!("アプリ「{name}」の設定変更") }
    /// Title of the page that sets the history.
    history_title(name: &str) { zh_hans: format!("修改应用“{name}”的历史消息存储时长"), en: format!("Message history of “{name}”"), ja: format!("アプリ「{name}」のメッセージ履歴") }
    /// Title of the page before it is confirmed.
    change_check_title(title: &str) { zh_hans: format!("核对：{title}"), en: format!("Check: {title}"), ja: format!("{title}：内容の確認") }
    /// Under the title: nothing is paid now.
    upgrade_lead { zh_hans: "升级后立即生效，费用按月出账，现在不扣款。升级不占用本月的变配次数。", en: "It takes effect at once and is billed by the month; nothing is charged now. The upgrade does not count as a change of this month.", ja: "アップグレードはすぐに有効になり、料金は月ごとに請求されます。今お支払いいただく金額はありません。アップグレードは今月の設定変更の回数に含まれません。" }
    /// Under the title: nothing is paid now, and how often.
    reconfigure_lead { zh_hans: "变配立即生效，现在不扣款。版本和每个功能在一个自然月内各可变更 1 次。", en: "It takes effect at once; nothing is charged now. In a calendar month the edition and each add-on can be changed once.", ja: "設定変更はすぐに有効になり、今お支払いいただく金額はありません。エディションと各機能は、それぞれ暦月に 1 回変更できます。" }
    /// Under the title of the history: how it is charged and how often it may be changed.
    history_lead { zh_hans: "修改立即生效。延长存储按开通的整个自然月计费，一个月内多次计费的取最高档；每个自然月可修改 1 次。", en: "It takes effect at once. A longer history is charged for the whole calendar month in which it is on, the dearest length of the month once. It can be changed once in a calendar month.", ja: "変更はすぐに有効になります。延長した保存期間は、利用した暦月の全体に対して、その月で最も高い期間の料金を 1 回だけ請求します。変更できるのは暦月に 1 回です。" }
    /// Step: the add-ons.
    change_add_ons { zh_hans: "功能", en: "Add-ons", ja: "追加機能の選択" }
    /// Hint at the add-ons: they are those of this edition.
    change_add_ons_of(edition: &str) { zh_hans: format!("{edition}可选的功能，按月计费。"), en: format!("What {edition} offers, by the month."), ja: format!("{edition}で選べる機能です（月額）。") }
    /// The edition was changed: look at its add-ons first.
    change_look_again(edition: &str) { zh_hans: format!("已换成{edition}可选的功能。请确认后再继续。"), en: format!("These are now the add-ons of {edition}. Look at them, then go on."), ja: format!("{edition}の追加機能に切り替えました。ご確認のうえ、次へ進んでください。") }
    /// Beside the option that is in force.
    change_current { zh_hans: "当前", en: "Now", ja: "現在の設定" }
    /// An item that may be changed, and from when on again.
    change_allowed_once(date: &str) { zh_hans: format!("本月可变更 1 次；变更后到{date}前不可再改。"), en: format!("Can be changed once this month; after that not before {date}."), ja: format!("今月は 1 回変更できます。変更すると{date}までは再度変更できません。") }
    /// The same in the month of leaving the legacy edition, with setting back.
    change_allowed_and_back(date: &str) { zh_hans: format!("本月可变更 1 次，并可改回原值 1 次；之后到{date}前不可再改。"), en: format!("Can be changed once this month and set back once; after that not before {date}."), ja: format!("今月は 1 回変更でき、1 回だけ元に戻せます。その後は{date}まで変更できません。") }
    /// An item that was changed and may be set back only.
    change_only_back(value: &str, date: &str) { zh_hans: format!("本月已变更，{date}前只能改回“{value}”1 次。"), en: format!("Changed this month. Before {date} it can only be set back, once, to “{value}”."), ja: format!("今月はすでに変更されています。{date}までは「{value}」に 1 回だけ戻せます。") }
    /// An item that was changed.
    change_used_up(date: &str) { zh_hans: format!("本月已变更，{date}起可再次变更。"), en: format!("Changed this month. It can be changed again from {date} on."), ja: format!("今月はすでに変更されています。次に変更できるのは{date}からです。") }
    /// What a change of edition makes void.
    change_voids(names: &str) { zh_hans: format!("随版本变更失效：{names}。这属于版本变更的一部分，不另计次数。"), en: format!("Made void by the new edition: {names}. That is part of the change of edition."), ja: format!("エディションの変更により無効になります：{names}。これはエディション変更の一部として扱われます。") }
    /// What setting the edition back restores.
    change_restores(names: &str) { zh_hans: format!("随版本改回而恢复：{names}。"), en: format!("Restored by setting the edition back: {names}."), ja: format!("エディションを戻すことで復元されます：{names}。") }
    /// Column: what.
    change_item { zh_hans: "变更内容", en: "Item", ja: "変更する項目" }
    /// Column: before.
    change_before { zh_hans: "变更前", en: "Before", ja: "変更前" }
    /// Column: after.
    change_after { zh_hans: "变更后", en: "After", ja: "変更後" }
    /// Section: what becomes another.
    change_what { zh_hans: "变更内容一览", en: "What changes", ja: "変更の内容" }
    /// Section: this month with its days.
    change_this_month(days: &str) { zh_hans: format!("本月费用（{days}）"), en: format!("This month ({days})"), ja: format!("今月の料金（{days}）") }
    /// Section: the next month with its days.
    change_next_month(days: &str) { zh_hans: format!("下月费用（{days}）"), en: format!("Next month ({days})"), ja: format!("来月の料金（{days}）") }
    /// Sum without the change.
    change_sum_before { zh_hans: "不变更时预计", en: "Estimate as it is", ja: "変更しない場合の見込み" }
    /// Sum with the change.
    change_sum_after { zh_hans: "变更后预计", en: "Estimate with the change", ja: "変更した場合の見込み" }
    /// Opens the lines without the change.
    change_lines_before { zh_hans: "不变更时的明细", en: "Lines as it is", ja: "変更しない場合の明細" }
    /// Where a month has no lines.
    change_no_lines { zh_hans: "没有费用。", en: "Nothing is charged.", ja: "料金はかかりません。" }
    /// How the estimates are made.
    change_estimate_note { zh_hans: "本月按此后不再变更估算；用量费按目前已上报的用量，下月未计用量费。", en: "This month is taken as if nothing else changed in it, with the usage reported so far; next month has no usage yet.", ja: "今月はこの後に変更がないものとして、これまでに報告された利用量で見積もっています。来月の利用量は含まれていません。" }
    /// Section: limits that become others.
    change_limits { zh_hans: "用量上限的变化", en: "Limits that change", ja: "利用上限の変化" }
    /// No limit changes.
    change_limits_none { zh_hans: "用量上限没有变化。", en: "No limit changes.", ja: "利用上限に変化はありません。" }
    /// Heading of lowered limits.
    change_lowered { zh_hans: "以下上限会降低。已有的内容会保留，但之后的操作会被拒绝：", en: "These limits get lower. What exists stays; what would add to it is refused:", ja: "次の上限が下がります。すでにあるものは残りますが、以後の追加は拒否されます。" }
    /// A lowered limit: what, the numbers, what is refused, the code.
    change_lowered_line(limit: &str, from: &str, to: &str, code: &str) { zh_hans: format!("{limit}：{from} → {to}，超出后返回错误码 {code}"), en: format!("{limit}: {from} → {to}; beyond that error code {code} is returned"), ja: format!("{limit}：{from} → {to}。超えるとエラーコード {code} を返します") }
    /// Section: what follows.
    change_then { zh_hans: "生效与出账", en: "Effect and billing", ja: "有効になる時期と請求" }
    /// Label: when it takes effect.
    change_effective { zh_hans: "生效时间", en: "Effective", ja: "有効になる時期" }
    /// At once.
    change_at_once { zh_hans: "确认后立即生效", en: "At once, when you confirm", ja: "確認するとすぐに有効になります" }
    /// Label: the bill.
    change_bill { zh_hans: "出账与扣款", en: "Bill", ja: "請求と引き落とし" }
    /// When the bill of this month is drawn up and debited.
    change_bill_dates(drawn: &str, debit: &str) { zh_hans: format!("本月账单 {drawn} 出账，{debit} 扣款"), en: format!("This month’s bill is drawn up on {drawn} and debited on {debit}"), ja: format!("今月分は {drawn} に請求書を作成し、{debit} に引き落とします") }
    /// The same for an upgrade.
    change_first_bill_dates(drawn: &str, debit: &str) { zh_hans: format!("首次账单 {drawn} 出账，{debit} 扣款"), en: format!("The first bill is drawn up on {drawn} and debited on {debit}"), ja: format!("最初の請求書は {drawn} に作成し、{debit} に引き落とします") }
    /// Label: whether it can be undone.
    change_undo { zh_hans: "能否撤销", en: "Can it be undone?", ja: "元に戻せるか" }
    /// An upgrade can't be.
    upgrade_undo { zh_hans: "不能变回 IM (旧版)；版本和功能之后可以变配。", en: "It cannot go back to the legacy edition; edition and add-ons can be reconfigured later.", ja: "旧版には戻せません。エディションと機能は後から設定変更できます。" }
    /// A reconfiguration is followed by another one.
    reconfigure_undo { zh_hans: "可以再次变配，但受每月次数限制，见下方。", en: "By another reconfiguration, as often as the month allows; see below.", ja: "もう一度設定変更を行えば戻せますが、月ごとの回数に限りがあります（下記参照）。" }
    /// Section: what may still be changed.
    change_still { zh_hans: "确认之后，本月还可以变更", en: "What can be changed after this", ja: "この後に変更できる項目" }
    /// Section of the configuration page: what may be changed this month.
    change_still_now { zh_hans: "本月可变更的内容", en: "What can be changed this month", ja: "今月変更できる項目" }
    /// Button to the check page.
    change_next { zh_hans: "下一步：核对", en: "Next: check", ja: "次へ：内容を確認" }
    /// Button that calculates again.
    change_update { zh_hans: "更新选项与费用", en: "Update options and charges", ja: "選択肢と料金を更新" }
    /// Button that confirms an upgrade.
    upgrade_now { zh_hans: "确认升级，立即生效", en: "Upgrade now", ja: "今すぐアップグレードする" }
    /// Button that confirms a reconfiguration.
    reconfigure_now { zh_hans: "确认变配，立即生效", en: "Reconfigure now", ja: "今すぐ設定を変更する" }
    /// Button that confirms another history.
    history_now { zh_hans: "确认修改，立即生效", en: "Change the history now", ja: "今すぐ保存期間を変更する" }
    /// Back to the choices.
    change_back { zh_hans: "返回修改", en: "Back to change", ja: "戻って選び直す" }
    /// Title of the summary.
    change_summary { zh_hans: "费用预计", en: "Estimated charges", ja: "料金の見込み" }
    /// There is no estimate, and why.
    change_no_estimate { zh_hans: "暂无预计费用", en: "No estimate yet", ja: "見込みはまだ表示できません" }
    /// Flash.
    upgrade_done { zh_hans: "应用已升级为后付费，立即生效。", en: "The application is postpaid now.", ja: "アプリを後払いにアップグレードしました。" }
    /// Flash.
    reconfigure_done { zh_hans: "变配已生效。", en: "The application has been reconfigured.", ja: "アプリの設定を変更しました。" }
    /// Flash.
    history_done { zh_hans: "历史消息存储时长已修改。", en: "The message history has been changed.", ja: "メッセージ履歴の保存期間を変更しました。" }
    /// Flash.
    downgrade_done { zh_hans: "应用已降级为体验版。", en: "The application has been downgraded to Trial.", ja: "アプリを体験版にダウングレードしました。" }
    /// 409: title.
    moved_title { zh_hans: "内容已发生变化，没有做任何变更", en: "Something has changed; nothing was done", ja: "内容が変わったため、変更は行われていません" }
    /// 409: too long ago.
    moved_expired { zh_hans: "页面打开得太久，或已跨月，以下是按现在重新计算的结果。", en: "The page was shown too long ago, or in another month. This is how it comes out now.", ja: "ページを表示してから時間が経ったか、月が変わりました。現在の内容で計算し直しました。" }
    /// 409: something else.
    moved_changed { zh_hans: "在您核对期间，应用、用量或价目发生了变化，以下是重新计算的结果。", en: "While you were looking, the application, its usage or the prices changed. This is how it comes out now.", ja: "ご確認中に、アプリ、利用量または料金が変わりました。現在の内容で計算し直しました。" }
    /// 409: what was listed before a final act is not what the list is now.
    moved_listed { zh_hans: "您看到列表之后，其中的内容发生了变化，没有做任何变更。以下是现在的内容，请重新核对。", en: "Something in this list has changed since you were shown it, and nothing was done. This is the list as it is now; look at it again.", ja: "一覧を表示した後に内容が変わったため、何も行われていません。以下が現在の内容です。もう一度ご確認ください。" }
    /// Column: what was shown.
    moved_seen { zh_hans: "您看到的", en: "What you were shown", ja: "ご覧になった金額" }
    /// Column: what it is now.
    moved_now { zh_hans: "现在的结果", en: "Now", ja: "現在の金額" }
    /// Row.
    moved_this_before { zh_hans: "本月，不变更", en: "This month as it is", ja: "今月（変更しない場合）" }
    /// Row.
    moved_this_after { zh_hans: "本月，变更后", en: "This month with the change", ja: "今月（変更した場合）" }
    /// Row.
    moved_next_before { zh_hans: "下月，不变更", en: "Next month as it is", ja: "来月（変更しない場合）" }
    /// Row.
    moved_next_after { zh_hans: "下月，变更后", en: "Next month with the change", ja: "来月（変更した場合）" }
    /// Button to a fresh page.
    moved_look { zh_hans: "查看最新内容后再决定", en: "Look at it as it is now", ja: "現在の内容を確認する" }
    /// Label: the length of the history.
    history_days { zh_hans: "历史消息存储时长", en: "Message history", ja: "メッセージ履歴の保存期間" }
    /// The edition's own length.
    history_own(days: &str) { zh_hans: format!("{days} 天（版本自带，免费）"), en: format!("{days} days (included)"), ja: format!("{days} 日間（無料で含まれる期間）") }
    /// A longer one.
    history_longer(days: &str) { zh_hans: format!("{days} 天（按月计费）"), en: format!("{days} days, charged by the month"), ja: format!("{days} 日間（月額料金あり）") }
    /// Consequence of a downgrade.
    downgrade_now { zh_hans: "立即降为体验版，按体验版的上限使用。", en: "At once it becomes a Trial application with the limits of Trial.", ja: "直ちに体験版となり、体験版の上限が適用されます。" }
    /// Consequence of a downgrade.
    downgrade_final { zh_hans: "不可撤销：不能变回 IM (旧版)，也不能再转为后付费；之后只能购买预付费套餐包。", en: "This cannot be undone: it can never become postpaid nor return to the legacy edition; only prepaid packages remain.", ja: "元に戻せません。旧版に戻すことも、後払いにすることもできなくなり、前払いのプランだけを購入できます。" }
    /// Consequence: what this month has cost.
    downgrade_charges(amount: &str) { zh_hans: format!("本月截至现在的费用 {amount} 仍会按期出账；降级后不再产生用量费。"), en: format!("What this month has cost so far, {amount}, is billed as usual; no usage is charged after that."), ja: format!("今月これまでの料金 {amount} は通常どおり請求されます。以後の利用量には料金がかかりません。") }
    /// Consequence of stopping: the last bill.
    deactivate_last_bill(amount: &str, date: &str) { zh_hans: format!("本月截至现在的费用为 {amount}，{date} 出最后一张账单。"), en: format!("This month has cost {amount} so far; the last bill is drawn up on {date}."), ja: format!("今月これまでの料金は {amount} です。最後の請求書は {date} に作成されます。") }
    /// Question.
    downgrade_title(name: &str) { zh_hans: format!("将应用“{name}”降级为体验版？"), en: format!("Downgrade “{name}” to Trial?"), ja: format!("アプリ「{name}」を体験版にダウングレードしますか？") }
    /// The act.
    downgrade_act { zh_hans: "永久降级", en: "Downgrade for good", ja: "完全にダウングレードする" }
    /// Label: what this month has cost.
    charged_so_far { zh_hans: "本月已产生费用", en: "Charged this month so far", ja: "今月これまでの料金" }
    /// The amount with its time.
    charged_as_of(amount: &str, time: &str) { zh_hans: format!("{amount}（截至 {time}）"), en: format!("{amount} as of {time}"), ja: format!("{amount}（{time} までの分）") }
    /// Heading of the lines so far.
    charged_lines { zh_hans: "本月费用明细", en: "This month so far, line by line", ja: "今月これまでの明細" }
    /// Heading of usage beside the free quota.
    usage_title { zh_hans: "本月用量与免费额度", en: "Usage of this month and free quota", ja: "今月の利用量と無料枠" }
    /// No more is charged below the quota.
    usage_hint { zh_hans: "取本月最高值；超出免费额度的部分按档计费。", en: "The month’s highest values. What exceeds the free quota is charged by the block begun.", ja: "今月の最大値です。無料枠を超えた分は、区分ごとに課金されます。" }
    /// The free quota is used up.
    usage_used_up { zh_hans: "已用完免费额度", en: "Free quota used up", ja: "無料枠を使い切りました" }
    /// Most of the free quota is used.
    usage_nearly_up { zh_hans: "免费额度即将用完", en: "Free quota nearly used up", ja: "まもなく無料枠を使い切ります" }
    /// Measure.
    measure_active_users { zh_hans: "日活跃用户数", en: "Daily active users", ja: "デイリーアクティブユーザー数" }
    /// Measure.
    measure_peak_groups { zh_hans: "峰值群组数", en: "Peak groups", ja: "ピーク時のグループ数" }
    /// Label: postpaid add-ons.
    config_postpaid_add_ons { zh_hans: "后付费功能", en: "Postpaid add-ons", ja: "後払いの追加機能" }
}
