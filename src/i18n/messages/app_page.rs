//! Words of an application's configuration page and of its forms: profile, deactivating, deleting.

messages! {
    /// What the links to the page's sections are called.
    config_contents { zh_hans: "本页内容", en: "On this page", ja: "このページの項目" }
    /// Section: the package.
    config_package { zh_hans: "应用套餐包", en: "Package", ja: "プラン" }
    /// Section: the profile.
    config_profile { zh_hans: "应用资料", en: "Profile", ja: "アプリ情報" }
    /// Section: what to do first.
    config_steps { zh_hans: "接下来", en: "Next steps", ja: "次のステップ" }
    /// Section: what happens when.
    config_timeline { zh_hans: "时间线", en: "Timeline", ja: "タイムライン" }
    /// Label: from when to when the package runs.
    config_term { zh_hans: "套餐有效期", en: "Term", ja: "プランの期間" }
    /// Label: whether it renews itself.
    config_auto_renew { zh_hans: "自动续费", en: "Automatic renewal", ja: "自動更新" }
    /// It renews itself.
    config_auto_renew_on { zh_hans: "已开启，按月续费", en: "On, by the month", ja: "オン（1 か月ごと）" }
    /// It does not.
    config_auto_renew_off { zh_hans: "未开启", en: "Off", ja: "オフ" }
    /// It renews itself: what is charged, and what switching it off changes.
    renewal_on(price: &str, date: &str) {
        zh_hans: format!("已开启：{date}起，余额足够时每月从余额扣除 {price}。关闭后届时不再扣费，套餐包于当日到期。"),
        en: format!("It is on: from {date} on, {price} is taken from the balance each month if the balance suffices. Once it is off, nothing is charged and the package ends on that day."),
        ja: format!("オンです。{date}から、残高が足りる場合に毎月 {price} を残高から引き落とします。オフにすると引き落としは行われず、プランはその日に終了します。"),
    }
    /// It renews itself, and something of it is not sold any more.
    renewal_on_unpriced(date: &str) {
        zh_hans: format!("已开启，但其中有已停售的项目，{date}无法按原样续费。"),
        en: format!("It is on, but part of the package is not sold any more, so it cannot be renewed as it is on {date}."),
        ja: format!("オンですが、販売を終了した項目が含まれているため、{date}にそのまま更新することはできません。"),
    }
    /// It does not renew itself: what happens at the end, and what switching it on would charge, and when first.
    renewal_off(price: &str, date: &str) {
        zh_hans: format!("未开启：套餐包于{date}到期，届时不会扣费。开启后，余额足够时从{date}起每月从余额扣除 {price}。价格以到期前 7 天的目录价为准。"),
        en: format!("It is off: the package ends on {date} and nothing is charged. Once it is on, {price} is taken from the balance each month from {date} on, if the balance suffices. The price is that of 7 days before the end."),
        ja: format!("オフです。プランは{date}に終了し、引き落としは行われません。オンにすると、残高が足りる場合に{date}から毎月 {price} を残高から引き落とします。料金は期限の 7 日前の価格です。"),
    }
    /// It renews itself, and the term is over: when the next attempt is made.
    renewal_trying(when: &str) {
        zh_hans: format!("已开启：套餐已到期但尚未续上，{when}将再次尝试。充值足额后，下次尝试时即可续费；关闭后不再尝试。"),
        en: format!("It is on: the package has ended and could not be renewed yet. The next attempt is at {when}; top up before it and the package is renewed. Once it is off, no more attempts are made."),
        ja: format!("オンです。プランは期限が切れましたが、まだ更新できていません。次は {when} に再試行します。それまでにチャージすれば更新されます。オフにすると再試行は行われません。"),
    }
    /// Section: the attempts that were made.
    renewal_attempts { zh_hans: "自动续费记录", en: "Attempts at automatic renewal", ja: "自動更新の実行履歴" }
    /// An attempt that renewed the package.
    renewal_done { zh_hans: "已续费 1 个月，订单号", en: "Renewed for 1 month, order", ja: "1 か月更新しました。注文番号" }
    /// An attempt that failed for want of money.
    renewal_short(missing: &str) {
        zh_hans: format!("未续费：代金券和余额不足，还差 {missing}。"),
        en: format!("Not renewed: vouchers and balance fell short by {missing}."),
        ja: format!("更新できませんでした：バウチャーと残高が {missing} 不足していました。"),
    }
    /// An attempt that failed because something is not sold any more.
    renewal_not_sold { zh_hans: "未续费：其中有已停售的项目。", en: "Not renewed: part of the package is not sold any more.", ja: "更新できませんでした：販売を終了した項目が含まれています。" }
    /// An attempt that failed because the account is not verified.
    renewal_unverified { zh_hans: "未续费：账号尚未通过实名认证。", en: "Not renewed: the account is not verified.", ja: "更新できませんでした：アカウントの本人確認が完了していません。" }
    /// An attempt that failed because a bill is overdue.
    renewal_overdue { zh_hans: "未续费：账号有逾期未付的账单。", en: "Not renewed: the account has an overdue bill.", ja: "更新できませんでした：お支払い期限を過ぎた請求があります。" }
    /// Button.
    renewal_switch_on { zh_hans: "开启自动续费", en: "Switch on automatic renewal", ja: "自動更新をオンにする" }
    /// Button.
    renewal_switch_off { zh_hans: "关闭自动续费", en: "Switch off automatic renewal", ja: "自動更新をオフにする" }
    /// Notice.
    renewal_switched_on { zh_hans: "自动续费已开启。", en: "Automatic renewal is on.", ja: "自動更新をオンにしました。" }
    /// Notice.
    renewal_switched_off { zh_hans: "自动续费已关闭，到期时不会扣费。", en: "Automatic renewal is off. Nothing is charged at the end of the term.", ja: "自動更新をオフにしました。期限に引き落としは行われません。" }
    /// Why it was not switched: somebody changed the app meanwhile.
    renewal_changed { zh_hans: "应用刚刚被修改过，自动续费未切换。请核对下方的最新内容后再操作。", en: "The application was changed in the meantime, so automatic renewal was not switched. Look at what is shown now and decide again.", ja: "その間にアプリが変更されたため、自動更新は切り替えられていません。現在の内容を確認して、もう一度操作してください。" }
    /// Why it was not switched: no term runs.
    renewal_no_term { zh_hans: "只有套餐有效期内的预付费应用才能设置自动续费。", en: "Automatic renewal can be switched only while a prepaid package runs.", ja: "自動更新を切り替えられるのは、前払いプランの期間中だけです。" }
    /// Label: what is held beside the package.
    config_add_ons { zh_hans: "已购功能包", en: "Add-ons", ja: "購入済みの追加機能" }
    /// None is held.
    config_no_add_ons { zh_hans: "未购买", en: "None", ja: "なし" }
    /// Until when an add-on is held.
    config_until(when: &str) { zh_hans: format!("有效期至 {when}"), en: format!("until {when}"), ja: format!("{when} まで") }
    /// From when on an add-on is held.
    config_from(when: &str) { zh_hans: format!("自 {when} 起"), en: format!("from {when}"), ja: format!("{when} から") }
    /// Label: why it was stopped.
    config_cause { zh_hans: "停用原因", en: "Reason", ja: "停止の理由" }
    /// Label: since when.
    config_since { zh_hans: "状态开始时间", en: "Since", ja: "この状態になった日時" }
    /// Heading of what cannot be done now.
    config_not_now { zh_hans: "当前不可用的操作", en: "Not available now", ja: "現在ご利用いただけない操作" }
    /// Past of the timeline: created.
    timeline_created { zh_hans: "应用创建", en: "Created", ja: "アプリの作成" }
    /// Past of the timeline: the term ended.
    timeline_ended { zh_hans: "套餐到期", en: "The package ended", ja: "プランの終了" }
    /// Link to the orders.
    config_orders { zh_hans: "查看此应用的订单", en: "Orders of this application", ja: "このアプリの注文" }
    /// Link to an unpaid order.
    config_unpaid_order(no: &str) { zh_hans: format!("订单 {no} 待付款"), en: format!("Order {no} is waiting to be paid"), ja: format!("注文 {no} がお支払い待ちです") }
    /// Link: go on to pay.
    config_pay_order { zh_hans: "继续付款", en: "Go on to pay", ja: "お支払いへ進む" }
    /// Where the text is empty.
    config_intro_none { zh_hans: "未填写", en: "Not given", ja: "未入力です" }

    /// Notice: the term has ended.
    config_expired_title(when: &str) { zh_hans: format!("套餐已到期，应用将于 {when} 停用。"), en: format!("The package has ended. The application will be deactivated {when}."), ja: format!("プランの期限が切れています。アプリは {when} に停止します。") }
    /// What to do then.
    config_expired_text { zh_hans: "现在仍可正常使用。购买专业版或旗舰版套餐包即可继续使用。", en: "It still works. Buy a Professional or Ultimate package to keep it.", ja: "今はまだ利用できます。Professional版またはUltimate版のプランを購入すると継続して利用できます。" }
    /// Notice: stopped, data kept.
    config_stopped_title(when: &str) { zh_hans: format!("应用已停用，数据保留至 {when}。"), en: format!("The application is deactivated. Its data are kept until {when}."), ja: format!("アプリは停止しています。データは {when} まで保持されます。") }
    /// What to do then.
    config_stopped_text { zh_hans: "在此之前购买专业版或旗舰版套餐包，即可恢复使用。", en: "Buy a Professional or Ultimate package before then to bring it back.", ja: "それまでにProfessional版またはUltimate版のプランを購入すると、再び利用できます。" }
    /// Notice: stopped by the owner or the staff.
    config_final_title { zh_hans: "应用已停用，无法恢复。", en: "The application is deactivated for good.", ja: "アプリは停止しており、元に戻せません。" }
    /// What to do then.
    config_final_text { zh_hans: "如果不再需要，可以将其删除以释放名额。", en: "Delete it when you no longer need it, to make room for another one.", ja: "不要になったら削除すると、新しいアプリを作成できるようになります。" }
    /// Notice: the data are gone.
    config_released_title { zh_hans: "应用已停用，数据已清除。", en: "The application is deactivated and its data are deleted.", ja: "アプリは停止し、データは削除されています。" }
    /// What to do then.
    config_released_text { zh_hans: "无法再续费或恢复，只能删除。", en: "It cannot be renewed or brought back, only deleted.", ja: "更新も復元もできません。削除のみ可能です。" }
    /// Notice: the end is near.
    config_expiring_title(when: &str) { zh_hans: format!("套餐将于 {when} 到期。"), en: format!("The package ends {when}."), ja: format!("プランは {when} に期限が切れます。") }
    /// What happens then.
    config_expiring_text(days: u32) { zh_hans: format!("到期后仍可使用 {days} 天，期间可购买新的套餐包。"), en: format!("After that the application works for {days} more days, in which you can buy another package."), ja: format!("その後 {days} 日間は利用でき、その間に次のプランを購入できます。") }

    /// Step: the app exists.
    step_created { zh_hans: "创建应用", en: "Create the application", ja: "アプリを作成する" }
    /// Step: verification.
    step_verify { zh_hans: "完成实名认证", en: "Verify your account", ja: "本人確認を済ませる" }
    /// Why.
    step_verify_text { zh_hans: "购买套餐包前需要完成。", en: "Needed before anything can be bought.", ja: "プランの購入前に必要です。" }
    /// Step: a package.
    step_buy { zh_hans: "购买套餐包", en: "Buy a package", ja: "プランを購入する" }
    /// Why.
    step_buy_text { zh_hans: "体验版用于试用；正式上线前请选择专业版或旗舰版。", en: "The Trial edition is for trying things out. Choose Professional or Ultimate before you go live.", ja: "体験版は動作の確認用です。本番で利用する前に、Professional版またはUltimate版をお選びください。" }
    /// Link of a step.
    step_go { zh_hans: "前往", en: "Go", ja: "進む" }
    /// State of a step.
    step_done { zh_hans: "已完成", en: "Done", ja: "完了です" }
    /// State of a step.
    step_open { zh_hans: "未开始", en: "To do", ja: "これから" }
    /// State of a step.
    step_waiting { zh_hans: "审核中", en: "In review", ja: "確認中です" }

    /// Why no package can be bought: legacy edition.
    cannot_buy_legacy { zh_hans: "IM (旧版) 应用须先升级为后付费版本，或降级为体验版，才能购买套餐包。", en: "An IM (legacy) application is upgraded to a postpaid edition or downgraded to Trial first.", ja: "IM (旧版) のアプリは、後払いへのアップグレードまたは体験版へのダウングレードが先に必要です。" }
    /// Why no package can be bought: postpaid.
    /// Why no package can be bought: stopped for good.
    cannot_buy_final { zh_hans: "应用已被永久停用。如需继续使用，请创建新应用。", en: "The application is deactivated for good. Create a new one instead.", ja: "アプリは完全に停止しています。新しいアプリを作成してください。" }
    /// Why no package can be bought: the data are gone.
    cannot_buy_released { zh_hans: "应用数据已清除，无法再购买套餐包。", en: "The data are gone, so no package can be bought any more.", ja: "データが削除されているため、プランは購入できません。" }
    /// Why it cannot be deactivated: prepaid.
    cannot_deactivate_prepaid { zh_hans: "预付费套餐会用到到期为止，到期未续才会停用；想提前结束，请退费。", en: "A prepaid package runs to its end; refund it to end it earlier. The application is deactivated afterwards unless it is renewed.", ja: "前払いのプランは期限まで続き、更新しない場合にその後停止します。早く終えるには返金をご利用ください。" }
    /// Why it cannot be deactivated: stopped already.
    cannot_deactivate_stopped { zh_hans: "应用已经停用。", en: "The application is deactivated already.", ja: "アプリはすでに停止しています。" }
    /// Why it cannot be deactivated or deleted: audio/video side.
    cannot_touch_rtc { zh_hans: "此应用来自实时音视频，须通过帮助与支持提交工单，由工作人员停用和删除。", en: "This application comes from real-time audio and video. Ask help and support; the staff deactivate and delete it.", ja: "このアプリはリアルタイム音声・ビデオから作成されました。停止と削除はヘルプとサポートからお申し込みください。" }
    /// Why it cannot be deleted: running.
    cannot_delete_running { zh_hans: "只有已停用的应用才能删除，请先停用。", en: "Only a deactivated application can be deleted. Deactivate it first.", ja: "削除できるのは停止済みのアプリだけです。先に停止してください。" }
    /// Why it cannot be deleted: running on a prepaid package.
    cannot_delete_prepaid { zh_hans: "只有已停用的应用才能删除；此应用的套餐尚未结束。", en: "Only a deactivated application can be deleted; the package of this one has not ended.", ja: "削除できるのは停止済みのアプリだけです。このアプリのプランはまだ終了していません。" }
    /// Why it cannot be deleted: it had a package.
    cannot_delete_package { zh_hans: "购买过套餐包的应用须通过帮助与支持申请删除。", en: "An application that had a package is deleted on request: ask help and support.", ja: "プランを購入したことのあるアプリの削除は、ヘルプとサポートからお申し込みください。" }
    /// Posted although it is not allowed: title.
    app_refused_title { zh_hans: "无法执行此操作", en: "This cannot be done now", ja: "この操作は行えません" }
    /// Link back to the configuration page.
    back_to_app { zh_hans: "返回应用配置", en: "Back to the application", ja: "アプリの設定に戻る" }

    /// Title of the profile form.
    profile_title { zh_hans: "编辑应用资料", en: "Edit the profile", ja: "アプリ情報を編集" }
    /// Title of the comparison.
    profile_versions { zh_hans: "两份内容对比", en: "The two versions", ja: "内容の比較" }
    /// Flash: saved.
    profile_saved { zh_hans: "应用资料已保存。", en: "The profile has been saved.", ja: "アプリ情報を保存しました。" }
    /// Title: somebody else changed it.
    profile_changed_title { zh_hans: "应用资料刚刚被修改过", en: "The profile was changed in the meantime", ja: "アプリ情報が変更されています" }
    /// What to do.
    profile_changed_text { zh_hans: "在您编辑期间，应用资料已在别处被修改。请对比后决定：继续保存会覆盖当前内容。", en: "While you were editing, the profile was changed elsewhere. Compare the two: saving again replaces what is there now.", ja: "編集中に、ほかの操作でアプリ情報が変更されました。内容を比べてください。保存すると現在の内容が置き換わります。" }
    /// Column: what is there now.
    profile_now { zh_hans: "当前内容", en: "Now", ja: "現在の内容" }
    /// Column: what was entered.
    profile_yours { zh_hans: "您填写的内容", en: "Yours", ja: "入力した内容" }
    /// Button: replace.
    profile_replace { zh_hans: "用我的内容覆盖", en: "Save mine anyway", ja: "入力した内容で上書き" }
    /// Link: leave it as it is.
    profile_keep { zh_hans: "保留当前内容", en: "Keep what is there now", ja: "現在の内容を残す" }
    /// Link: leave without saving.
    profile_cancel { zh_hans: "不保存并返回", en: "Back without saving", ja: "保存せずに戻る" }

    /// Action: deactivate.
    app_deactivate { zh_hans: "停用", en: "Deactivate", ja: "アプリを停止" }
    /// Question.
    deactivate_title(name: &str) { zh_hans: format!("停用应用“{name}”？"), en: format!("Deactivate “{name}”?"), ja: format!("アプリ「{name}」を停止しますか？") }
    /// Consequence.
    deactivate_now { zh_hans: "立即生效：所有用户都无法登录和收发消息。", en: "At once, no user can sign in or send messages any more.", ja: "直ちに、すべてのユーザーがログインもメッセージの送受信もできなくなります。" }
    /// Consequence.
    deactivate_final { zh_hans: "不可撤销：停用后无法重新启用，也不能购买套餐包。", en: "This cannot be undone: it can neither be started again nor be given a package.", ja: "元に戻せません。再開することも、プランを購入することもできなくなります。" }
    /// Consequence.
    deactivate_place(held: &str, limit: &str) { zh_hans: format!("删除之前仍占用名额（目前 {held} / {limit}）。"), en: format!("Until it is deleted it keeps its place among your {limit} applications (now {held})."), ja: format!("削除するまでアプリ数の枠（現在 {held} / {limit} 件）を使用します。") }
    /// Consequence.
    deactivate_unpaid(no: &str) { zh_hans: format!("订单 {no} 将无法再付款。"), en: format!("Order {no} can no longer be paid."), ja: format!("注文 {no} のお支払いができなくなります。") }
    /// Consequence for postpaid and legacy apps.
    deactivate_charges { zh_hans: "截至停用时产生的费用仍照常出账。", en: "Charges up to that moment are billed as usual.", ja: "停止までに発生した料金は通常どおり請求されます。" }
    /// Consequence for trial apps.
    deactivate_free { zh_hans: "体验版应用不产生套餐费用，停用不收费。", en: "A trial application has no package fee; deactivating it costs nothing.", ja: "体験版アプリにプラン料金はかからず、停止も無料です。" }
    /// The act.
    deactivate_act { zh_hans: "永久停用", en: "Deactivate for good", ja: "完全に停止する" }
    /// The safe way out.
    keep_app { zh_hans: "保留应用", en: "Keep the application", ja: "アプリを残す" }
    /// Flash.
    app_was_deactivated { zh_hans: "应用已停用。", en: "The application has been deactivated.", ja: "アプリを停止しました。" }
    /// Label of the field that confirms: before the name.
    confirm_label(name: &str) { zh_hans: format!("请输入应用名称“{name}”以确认"), en: format!("Type the name “{name}” to confirm"), ja: format!("確認のため、アプリ名「{name}」を入力してください") }
    /// Hint at it.
    confirm_hint(id: &str) { zh_hans: format!("也可输入 SDKAppID {id}"), en: format!("The SDKAppID {id} will do, too"), ja: format!("SDKAppID {id} でもかまいません") }
    /// It does not match.
    confirm_mismatch(name: &str) { zh_hans: format!("输入的内容与“{name}”不一致"), en: format!("What you typed is not “{name}”"), ja: format!("入力した内容が「{name}」と一致しません") }

    /// What was typed is neither name nor number.
    confirm_neither { zh_hans: "输入的内容与应用名称或 SDKAppID 不一致", en: "What you typed is neither the name nor the SDKAppID", ja: "入力した内容がアプリ名とも SDKAppID とも一致しません" }

    /// Action: delete.
    app_delete { zh_hans: "删除", en: "Delete", ja: "アプリを削除" }
    /// Question.
    delete_title(name: &str) { zh_hans: format!("删除应用“{name}”？"), en: format!("Delete “{name}”?"), ja: format!("アプリ「{name}」を削除しますか？") }
    /// Consequence.
    delete_data { zh_hans: "应用的全部数据、配置和密钥将被销毁，无法恢复。", en: "All of its data, settings and keys are destroyed and cannot be restored.", ja: "アプリのすべてのデータ、設定、キーが破棄され、復元できません。" }
    /// Consequence.
    delete_number { zh_hans: "SDKAppID 作废，不会再分配给其他应用。", en: "Its SDKAppID is never used again.", ja: "SDKAppID は無効になり、再利用されません。" }
    /// Consequence.
    delete_place(held: &str, limit: &str) { zh_hans: format!("释放一个名额（目前 {held} / {limit}）。"), en: format!("It makes room for another application (now {held} of {limit})."), ja: format!("アプリ数の枠が 1 件空きます（現在 {held} / {limit} 件）。") }
    /// Consequence.
    delete_kept { zh_hans: "订单和账单记录会保留。", en: "Orders and bills are kept.", ja: "注文と請求の記録は残ります。" }
    /// Says that the password comes next.
    delete_reauth(minutes: u32) { zh_hans: format!("为了安全，如果最近 {minutes} 分钟内没有验证过密码，会先请您再次输入密码。"), en: format!("You are asked for your password first unless you gave it within the last {minutes} minutes."), ja: format!("安全のため、直近 {minutes} 分以内にパスワードを入力していない場合は、先に再入力をお願いします。") }
    /// The act.
    delete_act { zh_hans: "永久删除", en: "Delete for good", ja: "完全に削除する" }
    /// Flash.
    app_was_deleted { zh_hans: "应用已删除，名额已释放。", en: "The application has been deleted and its place is free.", ja: "アプリを削除し、枠を 1 件空けました。" }
}
