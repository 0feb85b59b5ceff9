//! Words of tickets: asking the staff, reading what they answer, and answering.

messages! {
    /// Navigation and title: the tickets.
    tickets_title { zh_hans: "工单", en: "Requests", ja: "お問い合わせ" }
    /// What the page is for.
    tickets_text { zh_hans: "向工作人员提问，或申请您无法自行完成的操作。", en: "Ask our staff, or have something done that you cannot do yourself.", ja: "スタッフへの質問や、ご自身ではできない操作の依頼ができます。" }
    /// Link and title: a new one.
    tickets_new { zh_hans: "提交工单", en: "New request", ja: "新しいお問い合わせ" }
    /// Empty: none yet.
    tickets_none { zh_hans: "还没有工单", en: "You have not asked for anything yet", ja: "お問い合わせはまだありません" }
    /// Column: what about.
    tickets_topic { zh_hans: "事项", en: "About", ja: "ご用件" }
    /// Column: which application.
    tickets_app { zh_hans: "相关应用", en: "Application", ja: "対象のアプリ" }
    /// Column: where it stands.
    tickets_state { zh_hans: "工单状态", en: "Status", ja: "対応の状況" }
    /// Column: since when it stands there.
    tickets_since { zh_hans: "状态更新于", en: "Since", ja: "状況の更新日時" }
    /// Topic.
    ticket_question { zh_hans: "咨询问题", en: "A question", ja: "ご質問" }
    /// Topic.
    ticket_delete_app { zh_hans: "删除应用", en: "Deleting an application", ja: "アプリの削除" }
    /// Topic.
    ticket_stop_app { zh_hans: "停用来自实时音视频的应用", en: "Deactivating an application from audio and video", ja: "音声・ビデオから作成されたアプリの停止" }
    /// State.
    ticket_open { zh_hans: "等待工作人员回复", en: "Waiting for our staff", ja: "スタッフの対応待ち" }
    /// State.
    ticket_answered { zh_hans: "已回复", en: "Answered", ja: "回答済みです" }
    /// State.
    ticket_done { zh_hans: "已完结", en: "Done", ja: "終了しました" }
    /// State.
    ticket_refused { zh_hans: "未受理", en: "Refused", ja: "お受けできませんでした" }
    /// No application.
    ticket_no_app { zh_hans: "与应用无关", en: "No application", ja: "アプリに関係しない" }
    /// Label of the message.
    ticket_text { zh_hans: "内容", en: "Message", ja: "メッセージ" }
    /// Hint at the message.
    ticket_text_hint(most: u32) { zh_hans: format!("最多 {most} 个字。请勿填写密码或密钥。"), en: format!("Up to {most} characters. Leave out passwords and keys."), ja: format!("{most} 文字以内。パスワードやキーは書かないでください。") }
    /// Button: open it.
    ticket_send { zh_hans: "发送工单", en: "Send the request", ja: "お問い合わせを送信" }
    /// Button: write again.
    ticket_write { zh_hans: "发送消息", en: "Send the message", ja: "メッセージを送信" }
    /// Heading of the form.
    ticket_write_title { zh_hans: "继续沟通", en: "Write again", ja: "メッセージを追加" }
    /// Button: close it.
    ticket_close { zh_hans: "关闭工单", en: "Close the request", ja: "お問い合わせを終了する" }
    /// What closing does.
    ticket_close_text { zh_hans: "问题已解决？关闭后不能再写消息，需要时可另提工单。", en: "Is it settled? A closed request takes no more messages; you can make another one.", ja: "解決しましたか？終了するとメッセージは追加できません。必要なときは新しくお問い合わせください。" }
    /// Heading of the messages.
    ticket_messages { zh_hans: "往来消息", en: "Messages", ja: "やり取り" }
    /// A closed ticket.
    ticket_is_closed { zh_hans: "此工单已关闭。", en: "This request is closed.", ja: "このお問い合わせは終了しています。" }
    /// Title of one ticket.
    ticket_title(topic: &str) { zh_hans: format!("工单：{topic}"), en: format!("Request: {topic}"), ja: format!("お問い合わせ：{topic}") }
    /// Author: the customer, to themselves.
    ticket_you { zh_hans: "我方", en: "Your side", ja: "お客様より" }
    /// Author: the staff, to the customer.
    ticket_staff { zh_hans: "工作人员回复", en: "Our staff replied", ja: "スタッフより" }
    /// Link from where something is done on request.
    ticket_ask_delete { zh_hans: "申请删除", en: "Ask for deletion", ja: "削除を依頼する" }
    /// Link from where something is done on request.
    ticket_ask_stop { zh_hans: "申请停用", en: "Ask for deactivation", ja: "停止を依頼する" }
    /// Link from the help page.
    ticket_ask { zh_hans: "提交工单咨询", en: "Ask our staff", ja: "スタッフに問い合わせる" }
    /// What becomes of a request to delete.
    ticket_delete_hint { zh_hans: "工作人员核实后删除：所有数据将被清除，SDKAppID 不再使用，订单和账单保留，名额释放。", en: "Our staff look at it and delete the application: all its data are gone, the SDKAppID is never used again, orders and bills stay, and its place is free.", ja: "スタッフが確認のうえ削除します。データはすべて消去され、SDKAppID は再利用されません。注文と請求は残り、アプリの枠が空きます。" }
    /// What becomes of a request to stop.
    ticket_stop_hint { zh_hans: "工作人员确认实时音视频侧已停止后，停用并删除此应用。", en: "Our staff make sure that it is stopped on the audio and video side, then deactivate and delete it.", ja: "スタッフが音声・ビデオ側での停止を確認したうえで、アプリを停止し削除します。" }

    /// Notice.
    ticket_was_sent { zh_hans: "工单已提交，工作人员会尽快回复。", en: "The request has been sent. Our staff will answer it here.", ja: "お問い合わせを送信しました。スタッフがここで回答します。" }
    /// Notice.
    ticket_was_written { zh_hans: "消息已发送。", en: "The message has been sent.", ja: "メッセージを送信しました。" }
    /// Notice.
    ticket_was_closed { zh_hans: "工单已关闭，感谢您的反馈。", en: "The request has been closed.", ja: "お問い合わせを終了しました。" }
    /// Notice for the staff.
    ticket_was_answered { zh_hans: "工单已回复。", en: "The request has been answered.", ja: "お問い合わせに回答しました。" }
    /// Notice for the staff.
    ticket_was_carried_out { zh_hans: "已按工单处理应用。", en: "What was asked for has been done to the application.", ja: "依頼どおりにアプリを処理しました。" }

    /// The message is missing.
    ticket_text_missing { zh_hans: "请输入内容", en: "Enter a message", ja: "メッセージを入力してください" }
    /// The message is too long.
    ticket_text_long(most: u32) { zh_hans: format!("内容最多 {most} 个字"), en: format!("The message may have at most {most} characters"), ja: format!("メッセージは {most} 文字以内で入力してください") }
    /// The message cannot be read.
    ticket_text_letters { zh_hans: "内容含有无法显示的字符，请删除后重试", en: "The message holds characters that cannot be shown: remove them", ja: "メッセージに表示できない文字が含まれています。削除してください" }
    /// No topic was chosen.
    ticket_topic_missing { zh_hans: "请选择事项", en: "Choose what it is about", ja: "ご用件を選択してください" }
    /// No application was chosen.
    ticket_app_missing { zh_hans: "请选择相关应用", en: "Choose the application", ja: "対象のアプリを選択してください" }
    /// The application is not there.
    ticket_app_unknown { zh_hans: "没有这个应用，请重新选择", en: "There is no such application: choose again", ja: "このアプリはありません。選択し直してください" }
    /// Its owner can do it.
    ticket_by_owner { zh_hans: "您可以在应用配置页自行删除此应用", en: "You can delete this application yourself, on its own page", ja: "このアプリは設定ページからご自身で削除できます" }
    /// It is not stopped by ticket.
    ticket_not_by_ticket { zh_hans: "只有来自实时音视频且正在使用的体验版应用须申请停用；其他应用请在应用配置页停用或退费", en: "Only a trial from audio and video that is in use is deactivated on request; others are deactivated or refunded on their own pages", ja: "停止を依頼できるのは、音声・ビデオから作成され利用中の体験版アプリだけです。その他は設定ページで停止または返金してください" }
    /// Too many are open.
    ticket_too_many(most: u32) { zh_hans: format!("已有 {most} 个未关闭的工单，请先关闭其中一个。"), en: format!("You have {most} requests that are not closed. Close one of them first."), ja: format!("終了していないお問い合わせが {most} 件あります。先に 1 件を終了してください。") }
    /// One about the same is open.
    ticket_already_open { zh_hans: "此应用已有相同事项的工单，请在该工单中继续沟通。", en: "There is a request about this already. Write there.", ja: "このアプリについて同じご用件のお問い合わせがあります。そちらに追加してください。" }
    /// Link to that one.
    ticket_go_there { zh_hans: "打开该工单", en: "Open it", ja: "お問い合わせを開く" }
    /// The form was sent before with other answers.
    ticket_sent_before { zh_hans: "此表单已提交过不同的内容。", en: "This form was sent before with another message.", ja: "このフォームは別の内容で送信済みです。" }
    /// The form is too old.
    ticket_stale { zh_hans: "页面已过期，尚未发送。请再次提交。", en: "The page was too old, so nothing was sent. Send it again.", ja: "ページの有効期限が切れたため、送信されていません。もう一度送信してください。" }
    /// Too many messages wait.
    ticket_wait(most: u32) { zh_hans: format!("已有 {most} 条消息等待回复，请等工作人员回复后再写。"), en: format!("{most} messages wait for an answer already. Write again once our staff have answered."), ja: format!("{most} 件のメッセージが回答待ちです。スタッフの回答後にお書きください。") }
    /// The ticket is full.
    ticket_full(most: u32) { zh_hans: format!("此工单已有 {most} 条消息，请另提工单。"), en: format!("This request has {most} messages. Make another one."), ja: format!("このお問い合わせのメッセージは {most} 件に達しました。新しくお問い合わせください。") }

    /// Operators: heading of the queue.
    ops_tickets { zh_hans: "待回复的工单", en: "Requests waiting", ja: "回答待ちのお問い合わせ" }
    /// Operators: none waits.
    ops_no_tickets { zh_hans: "没有待回复的工单。", en: "No request is waiting.", ja: "回答待ちのお問い合わせはありません。" }
    /// Operators: title of a case.
    ops_ticket_title { zh_hans: "处理工单", en: "Answer a request", ja: "お問い合わせへの回答" }
    /// Operators: label of the answer.
    ops_ticket_answer { zh_hans: "回复内容", en: "Answer", ja: "回答の内容" }
    /// Operators: answer and go on.
    ops_ticket_reply { zh_hans: "回复", en: "Send the answer", ja: "回答を送信" }
    /// Operators: answer and be done.
    ops_ticket_done { zh_hans: "回复并完结", en: "Answer and close as done", ja: "回答して完了にする" }
    /// Operators: answer and refuse.
    ops_ticket_refuse { zh_hans: "说明原因并拒绝", en: "Give the reason and refuse", ja: "理由を伝えて却下する" }
    /// Operators: somebody was faster.
    ops_ticket_changed { zh_hans: "此工单刚刚有了新的消息或已关闭。请先阅读再处理，尚未做任何操作。", en: "Something was written here in the meantime, or it was closed. Read it first; nothing was done.", ja: "その間に新しいメッセージが届いたか、終了しました。先に確認してください。まだ何も行われていません。" }
    /// Operators: heading of the act.
    ops_ticket_stop { zh_hans: "停用此应用", en: "Deactivate the application", ja: "このアプリを停止する" }
    /// Operators: what the act does.
    ops_ticket_stop_text { zh_hans: "请先确认实时音视频侧已停止。停用立即生效且不可撤销，之后可在此删除。", en: "Make sure that it is stopped on the audio and video side first. It takes effect at once and for good; it can be deleted here afterwards.", ja: "先に音声・ビデオ側で停止していることを確認してください。直ちに有効になり元に戻せません。その後ここで削除できます。" }
    /// Operators: heading of the act.
    ops_ticket_delete { zh_hans: "删除客户应用", en: "Delete the application", ja: "お客様のアプリを削除する" }
    /// Operators: what the act does.
    ops_ticket_delete_text { zh_hans: "所有数据将被清除，不可撤销；订单、账单和欠款保留。工单随之完结。", en: "All its data are gone for good; orders, bills and debts stay. The request is done with it.", ja: "データはすべて消去され、元に戻せません。注文、請求、未払い金は残ります。お問い合わせは完了になります。" }
    /// Operators: there is nothing to do.
    ops_ticket_nothing { zh_hans: "应用当前的状态不需要或不允许此操作，尚未做任何操作。", en: "The application is not in a state in which this can be done; nothing was done.", ja: "アプリは現在この操作を行える状態ではありません。まだ何も行われていません。" }
}
