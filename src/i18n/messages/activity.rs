//! Words of the log: a sentence for everything that can be done, and the page that lists it.

messages! {
    /// Title: the log of an account.
    activity_title { zh_hans: "操作记录", en: "Activity", ja: "操作の履歴" }
    /// Section of an application's page.
    activity_recent { zh_hans: "最近操作", en: "Recent activity", ja: "最近の操作" }
    /// Link to all of it.
    activity_all { zh_hans: "查看全部操作", en: "All activity of this application", ja: "このアプリのすべての操作" }
    /// What the page is.
    activity_text { zh_hans: "此账号内的每一次操作，最新的在最前。记录不可修改。", en: "Everything that was done in this account, newest first. Nothing of it can be changed.", ja: "このアカウントで行われたすべての操作です（新しい順）。記録は変更できません。" }
    /// Column: what was done.
    activity_what { zh_hans: "操作", en: "What was done", ja: "操作の内容" }
    /// Column: by whom.
    activity_who { zh_hans: "操作人", en: "By", ja: "操作した人" }
    /// Column: to what.
    activity_object { zh_hans: "对象", en: "Concerning", ja: "操作の対象" }
    /// Column: from which address.
    activity_ip { zh_hans: "来源 IP", en: "IP address", ja: "アクセス元の IP" }
    /// Badge of what was refused.
    activity_refused { zh_hans: "未成功", en: "Refused", ja: "実行されませんでした" }
    /// The visitor themselves.
    activity_you { zh_hans: "您本人", en: "You", ja: "あなた" }
    /// Somebody else of the account.
    activity_user { zh_hans: "账号用户", en: "A user of the account", ja: "アカウントのユーザー" }
    /// A member of the staff.
    activity_staff { zh_hans: "工作人员", en: "Our staff", ja: "当社のスタッフ" }
    /// The console itself.
    activity_console { zh_hans: "系统自动", en: "The console itself", ja: "システム（自動）" }
    /// Nobody that was signed in.
    activity_visitor { zh_hans: "未登录的访客", en: "Somebody not signed in", ja: "サインインしていない人" }
    /// The business time of a row in a sandbox.
    activity_sandbox(when: &str) { zh_hans: format!("沙箱时间 {when}"), en: format!("sandbox time {when}"), ja: format!("サンドボックスの時刻 {when}") }
    /// Filter: an application.
    activity_app { zh_hans: "应用 SDKAppID", en: "Application’s SDKAppID", ja: "アプリの SDKAppID" }
    /// Filter: from this day on.
    activity_from { zh_hans: "起始日期", en: "From", ja: "開始日から" }
    /// Filter: up to this day.
    activity_to { zh_hans: "结束日期", en: "To", ja: "終了日まで" }
    /// Empty: nothing was done yet.
    activity_none { zh_hans: "还没有操作记录", en: "Nothing has been done yet", ja: "操作の記録はまだありません" }
    /// What will stand here.
    activity_none_text { zh_hans: "登录、创建应用、购买等操作都会记录在这里。", en: "Signing in, creating applications, buying and everything else will be listed here.", ja: "サインイン、アプリの作成、購入などの操作がここに記録されます。" }
    /// Empty: nothing matches.
    activity_no_match_text { zh_hans: "没有符合这些条件的操作。请放宽条件，或清除筛选。", en: "Nothing was done that fits these filters. Widen them, or clear them.", ja: "この条件に合う操作はありません。条件を広げるか、絞り込みを解除してください。" }
    /// Empty: on an application's page.
    activity_app_none { zh_hans: "此应用还没有操作记录。", en: "Nothing was done to this application yet.", ja: "このアプリへの操作はまだありません。" }

    /// Operators: title of the log.
    audit_title { zh_hans: "审计日志", en: "Audit log", ja: "監査ログ" }
    /// Operators: whose log.
    audit_whose { zh_hans: "客户邮箱、账号 ID 或 SDKAppID", en: "Customer’s email, account id or SDKAppID", ja: "お客様のメール、アカウント ID または SDKAppID" }
    /// Operators: the house's own log.
    audit_house { zh_hans: "平台自身的日志；输入客户即可查看其日志。", en: "The log of the platform itself. Enter a customer to see theirs.", ja: "プラットフォーム自身のログです。お客様を入力すると、そのログを表示します。" }
    /// Operators: a customer's log.
    audit_of(name: &str) { zh_hans: format!("客户“{name}”的日志"), en: format!("The log of {name}"), ja: format!("「{name}」のログ") }
    /// Operators: no such customer.
    audit_nobody { zh_hans: "没有这样的客户。请输入完整的邮箱、账号 ID 或 SDKAppID", en: "There is no such customer. Enter a whole email, account id or SDKAppID", ja: "該当するお客様はいません。メール、アカウント ID または SDKAppID を省略せずに入力してください" }
    /// Operators: filter by an object.
    audit_object { zh_hans: "对象（SDKAppID、订单号等）", en: "Object (SDKAppID, order no. …)", ja: "対象（SDKAppID、注文番号など）" }
    /// Operators: button that checks the chain.
    audit_verify { zh_hans: "校验哈希链", en: "Check the chain", ja: "ハッシュチェーンを検証" }
    /// Operators: the chain is whole.
    audit_whole(rows: &str) { zh_hans: format!("完整：{rows} 行记录首尾相接，没有被改动。"), en: format!("Whole: {rows} rows follow from one another; none was changed."), ja: format!("完全です。{rows} 行の記録が正しくつながっており、変更はありません。") }
    /// Operators: the chain is broken.
    audit_broken(row: &str) { zh_hans: format!("已断裂：第 {row} 行与其前一行不符。"), en: format!("Broken: row {row} does not follow from the one before it."), ja: format!("壊れています。{row} 行目が前の行とつながっていません。") }
    /// Operators: number of a row.
    audit_row { zh_hans: "行号", en: "Row", ja: "行の番号" }

    /// What was done: an account came to be.
    did_sign_up { zh_hans: "注册账号", en: "Signed up", ja: "アカウントを登録" }
    /// What was done: signing in.
    did_sign_in { zh_hans: "登录", en: "Signed in", ja: "サインイン" }
    /// What was done: signing out.
    did_sign_out { zh_hans: "退出登录状态", en: "Signed out", ja: "サインアウトした" }
    /// What was done: the password was given again.
    did_reauthenticate { zh_hans: "再次验证密码", en: "Entered the password again", ja: "パスワードを再入力" }
    /// What was done: another password.
    did_password_change { zh_hans: "修改密码", en: "Changed the password", ja: "パスワードを変更" }
    /// What was done: sessions were ended.
    did_session_end { zh_hans: "结束其他会话", en: "Ended sessions", ja: "セッションを終了" }
    /// What was done: papers were submitted.
    did_verification_submit { zh_hans: "提交实名认证", en: "Submitted the verification", ja: "本人確認を申請" }
    /// What was done: papers were decided.
    did_verification_decide { zh_hans: "审核实名认证申请", en: "Decided the verification", ja: "本人確認を審査" }
    /// What was done: a top-up was filed.
    did_top_up_file { zh_hans: "提交充值", en: "Filed a top-up", ja: "チャージを申請" }
    /// What was done: a top-up was decided.
    did_top_up_decide { zh_hans: "确认或拒绝充值", en: "Decided a top-up", ja: "チャージを確認または却下" }
    /// What was done: a voucher was granted.
    did_voucher_grant { zh_hans: "发放代金券", en: "Granted a voucher", ja: "バウチャーを付与" }
    /// What was done: an application was created.
    did_app_create { zh_hans: "新建应用", en: "Created the application", ja: "アプリを新規作成" }
    /// What was done: an application was imported.
    did_app_import { zh_hans: "从旧平台导入应用", en: "Imported the application", ja: "アプリを旧プラットフォームから取り込み" }
    /// What was done: usage was imported.
    did_usage_import { zh_hans: "导入用量", en: "Imported usage", ja: "使用量を取り込み" }
    /// What was done: a profile was edited.
    did_app_edit { zh_hans: "编辑应用的资料", en: "Edited the profile", ja: "アプリ情報を更新" }
    /// What was done: automatic renewal was switched.
    did_app_auto_renew { zh_hans: "切换自动续费", en: "Switched automatic renewal", ja: "自動更新を切り替え" }
    /// What was done: upgraded to postpaid.
    did_app_upgrade { zh_hans: "升级为后付费", en: "Upgraded to postpaid", ja: "後払いにアップグレード" }
    /// What was done: reconfigured.
    did_app_reconfigure { zh_hans: "变配", en: "Reconfigured the application", ja: "アプリの設定を変更" }
    /// What was done: another history.
    did_app_history { zh_hans: "修改历史消息存储时长", en: "Changed the message history", ja: "メッセージ履歴の保存期間を変更" }
    /// What was done: downgraded.
    did_app_downgrade { zh_hans: "降级为体验版", en: "Downgraded to Trial", ja: "体験版にダウングレード" }
    /// What was done: deactivated.
    did_app_deactivate { zh_hans: "停用此应用", en: "Deactivated the application", ja: "アプリを停止した" }
    /// What was done: deleted.
    did_app_delete { zh_hans: "删除此应用", en: "Deleted the application", ja: "アプリを削除した" }
    /// What was done: an administrator was added.
    did_administrator_add { zh_hans: "添加了帐号管理员", en: "Added an administrator", ja: "アカウント管理者を追加" }
    /// What was done: an administrator was deleted.
    did_administrator_delete { zh_hans: "删除帐号管理员", en: "Deleted an administrator", ja: "アカウント管理者を削除" }
    /// What was done: other tags.
    did_app_tags { zh_hans: "修改标签", en: "Changed the tags", ja: "タグを変更" }
    /// What was done: a code for a new password was asked for.
    did_reset_ask { zh_hans: "申请重置密码", en: "Asked for a code to reset the password", ja: "パスワード再設定コードを請求" }
    /// What was done: a code for a new password was made.
    did_reset_issue { zh_hans: "签发重置密码的验证码", en: "Issued a code to reset the password", ja: "パスワード再設定コードを発行" }
    /// What was done: the password was set with a code.
    did_password_reset { zh_hans: "用验证码重置密码", en: "Reset the password with a code", ja: "コードでパスワードを再設定" }
    /// What was done: secrets were sealed anew.
    did_secrets_rotate { zh_hans: "轮换静态加密密钥", en: "Sealed the secrets under another key", ja: "保存時の暗号鍵を切り替え" }
    /// What was done: reminders were written.
    did_remind { zh_hans: "发送到期与续费提醒", en: "Reminded of ends and renewals", ja: "期限と更新のお知らせを送信" }
    /// What was done: messages were read.
    did_message_read { zh_hans: "将消息标为已读", en: "Marked messages as read", ja: "メッセージを既読にした" }
    /// What was done: a key was shown.
    did_app_key_reveal { zh_hans: "查看密钥", en: "Showed the key", ja: "キーを表示" }
    /// What was done: a key was rotated.
    did_app_key_rotate { zh_hans: "轮换密钥", en: "Rotated the key", ja: "キーをローテーション" }
    /// What was done: an older key was ended.
    did_app_key_end { zh_hans: "停用旧密钥", en: "Ended the older key", ja: "以前のキーを無効化" }
    /// What was done: switched to a secret key.
    did_app_key_switch { zh_hans: "切换为 HMAC-SHA256 密钥", en: "Switched to an HMAC-SHA256 key", ja: "HMAC-SHA256 キーに切り替え" }
    /// What was done: a UserSig was made.
    did_user_sig_make { zh_hans: "生成 UserSig", en: "Made a UserSig", ja: "UserSig を生成" }
    /// What was done: a push certificate was uploaded.
    did_push_upload { zh_hans: "上传推送证书待确认", en: "Uploaded a push certificate to check", ja: "プッシュ証明書をアップロード" }
    /// What was done: a push certificate was added.
    did_push_add { zh_hans: "添加推送证书", en: "Added a push certificate", ja: "プッシュ証明書を追加" }
    /// What was done: a push certificate was changed.
    did_push_edit { zh_hans: "修改推送证书", en: "Changed a push certificate", ja: "プッシュ証明書を変更" }
    /// What was done: a push certificate was deleted.
    did_push_delete { zh_hans: "删除推送证书", en: "Deleted a push certificate", ja: "プッシュ証明書を削除" }
    /// What was done: audio/video was enabled.
    did_rtc_enable { zh_hans: "开通实时音视频", en: "Enabled real-time audio/video", ja: "リアルタイム音声・ビデオを有効化" }
    /// What was done: the free trial of calls began.
    did_call_trial_start { zh_hans: "开始音视频通话免费体验", en: "Started the free trial of calls", ja: "通話の無料トライアルを開始" }
    /// What was done: the free trial of calls ended.
    did_call_trial_end { zh_hans: "音视频通话免费体验结束", en: "The free trial of calls ended", ja: "通話の無料トライアルが終了" }
    /// What was done: a budget was set.
    did_budget_set { zh_hans: "设置预算", en: "Set the budget", ja: "予算を設定" }
    /// What was done: a mark of the budget was reached.
    did_budget_alert { zh_hans: "达到预算提醒线", en: "A mark of the budget was reached", ja: "予算の目安に到達" }
    /// What was done: a package was to renew itself.
    did_app_renew { zh_hans: "尝试自动续费", en: "Tried automatic renewal", ja: "自動更新を実行" }
    /// What was done: a refund.
    did_app_refund { zh_hans: "申请退费", en: "Refunded a package or an add-on", ja: "プランまたは追加機能を返金" }
    /// What was done: the clock changed an application's state.
    did_app_due { zh_hans: "到期自动变更状态", en: "Changed state by the clock", ja: "期日により状態が変化" }
    /// What was done: a bill was drawn up.
    did_bill_draw_up { zh_hans: "出账", en: "Drew up the bill", ja: "請求書を作成" }
    /// What was done: a bill was debited.
    did_bill_debit { zh_hans: "账单扣款", en: "Debited the bill", ja: "請求額を引き落とし" }
    /// What was done: a debt was paid.
    did_bill_pay { zh_hans: "偿还欠款", en: "Paid an overdue bill", ja: "未払いの請求を支払い" }
    /// What was done: applications were stopped for arrears.
    did_bill_arrears { zh_hans: "因欠费停用应用", en: "Deactivated for an overdue bill", ja: "請求の未払いにより停止" }
    /// What was done: bills were parked.
    did_bill_park { zh_hans: "暂停出账", en: "Bills were held back", ja: "請求処理を保留" }
    /// What was done: bills go on.
    did_bill_unpark { zh_hans: "恢复出账", en: "Bills were let go on", ja: "請求処理を再開" }
    /// What was done: an application came back.
    did_app_restore { zh_hans: "结清欠款后恢复应用", en: "Brought back after payment", ja: "お支払いにより再開" }
    /// What was done: a quote.
    did_quote { zh_hans: "获取报价", en: "Asked for a quote", ja: "見積もりを作成" }
    /// What was done: an order was placed.
    did_order_place { zh_hans: "提交订单", en: "Placed an order", ja: "注文を確定" }
    /// What was done: an order was paid.
    did_order_pay { zh_hans: "支付订单", en: "Paid an order", ja: "注文の支払い" }
    /// What was done: an order was cancelled.
    did_order_cancel { zh_hans: "取消订单", en: "Cancelled an order", ja: "注文をキャンセル" }
    /// What was done: the sandbox's clock was moved.
    did_clock_advance { zh_hans: "推进沙箱时钟", en: "Advanced the sandbox clock", ja: "サンドボックスの時計を進めた" }
    /// What was done: a request from another site.
    did_csrf_block { zh_hans: "拦截来自其他网站的请求", en: "Blocked a request from another site", ja: "ほかのサイトからのリクエストを拒否" }
    /// A form that arrived when a password had to come first was kept.
    did_form_keep { zh_hans: "保留未提交的表单内容", en: "Kept what was entered in a form", ja: "未送信の入力内容を保持" }
    /// What was done: somebody was slowed down.
    did_limit_hit { zh_hans: "尝试过多，暂缓处理", en: "Slowed down after too many attempts", ja: "試行回数が多いため一時的に制限" }
    /// What was done: somebody asked for what is not theirs.
    did_access_denied { zh_hans: "拒绝越权访问", en: "Denied access", ja: "権限のないアクセスを拒否" }
    /// What was done: a form held a value outside its set.
    did_form_tampered { zh_hans: "拒绝被篡改的表单", en: "Refused a tampered form", ja: "改ざんされたフォームを拒否" }
    /// What was done: an operator came to be.
    did_operator_create { zh_hans: "创建运营人员", en: "Created an operator", ja: "運営担当者を作成" }
    /// What was done: the queue was read.
    did_queue_read { zh_hans: "工作人员查看待办", en: "Read the queue", ja: "対応待ちを閲覧" }
    /// What was done: a case was read.
    did_case_read { zh_hans: "工作人员查看申请", en: "Read a request", ja: "申請の内容を閲覧" }
    /// What was done: a log was read.
    did_audit_read { zh_hans: "工作人员查看日志", en: "Read the log", ja: "ログを閲覧" }
    /// What was done: a request to the staff.
    did_ticket_open { zh_hans: "提交了工单", en: "Made a request", ja: "お問い合わせを送信した" }
    /// What was done: writing to a request.
    did_ticket_write { zh_hans: "在工单中发送消息", en: "Wrote to a request", ja: "お問い合わせにメッセージを追加" }
    /// What was done: closing a request.
    did_ticket_close { zh_hans: "关闭了工单", en: "Closed a request", ja: "お問い合わせを終了した" }
    /// What was done: answering a request.
    did_ticket_answer { zh_hans: "回复工单", en: "Answered a request", ja: "お問い合わせに回答" }
    /// What was done: doing what a request asks for.
    did_ticket_carry_out { zh_hans: "按工单处理应用", en: "Did what a request asked for", ja: "お問い合わせの依頼を実行" }
    /// What was done: something that a newer program knows.
    did_other { zh_hans: "其他操作", en: "Something else", ja: "その他の操作" }
}
