//! Words of the operators' side: what waits for a decision, and deciding it.

messages! {
    /// Queue: what the page is for.
    ops_queue_text { zh_hans: "按等待时间排序，最久的在最前。", en: "Longest waiting first.", ja: "お待たせしている時間が長い順に並んでいます。" }
    /// Queue: heading of the verifications.
    ops_verifications { zh_hans: "待审核的实名认证", en: "Verifications waiting", ja: "確認待ちの本人確認" }
    /// Queue: no verification waits.
    ops_no_verifications { zh_hans: "没有待审核的实名认证。", en: "No verification is waiting.", ja: "確認待ちの本人確認はありません。" }
    /// Queue: heading of the top-ups.
    ops_top_ups { zh_hans: "待确认的充值", en: "Top-ups waiting", ja: "確認待ちのチャージ" }
    /// Queue: no top-up waits.
    ops_no_top_ups { zh_hans: "没有待确认的充值。", en: "No top-up is waiting.", ja: "確認待ちのチャージはありません。" }
    /// Queue: what waits beyond the list.
    ops_more(count: u32) { zh_hans: format!("还有 {count} 件，处理后显示。"), en: format!("… and {count} more, shown as these are decided."), ja: format!("ほかに {count} 件あります。対応が済むと表示されます。") }
    /// Queue: link to the following page.
    ops_next { zh_hans: "下一页", en: "Next page", ja: "次のページ" }
    /// Queue: link to the first page.
    ops_first { zh_hans: "回到最早的", en: "Back to the longest waiting", ja: "最も古いものに戻る" }
    /// Queue: label of how long something has waited.
    ops_age { zh_hans: "已等待", en: "Waiting for", ja: "経過時間" }
    /// Label of the customer.
    ops_account { zh_hans: "客户账号", en: "Account", ja: "お客様アカウント" }
    /// Label of whose name is verified.
    ops_holder { zh_hans: "认证类型", en: "Kind", ja: "確認の種類" }
    /// Label of the name in the papers.
    ops_legal_name { zh_hans: "证件名称", en: "Legal name", ja: "書類上の名称" }
    /// Label of the papers' number.
    ops_document { zh_hans: "证件号码", en: "Document no.", ja: "書類の番号" }
    /// Label of when something was submitted.
    ops_submitted { zh_hans: "提交时间", en: "Submitted", ja: "提出された日時" }
    /// Queue: link to a case.
    ops_decide { zh_hans: "处理", en: "Decide", ja: "対応する" }
    /// Less than a minute.
    ops_just_now { zh_hans: "不到 1 分钟", en: "Under a minute", ja: "1 分未満" }

    /// Case: title of a verification.
    ops_verification_title { zh_hans: "审核实名认证", en: "Decide a verification", ja: "本人確認の審査" }
    /// Case: title of a top-up.
    ops_top_up_title { zh_hans: "确认充值", en: "Decide a top-up", ja: "チャージの確認" }
    /// Case: heading of what was submitted.
    ops_facts { zh_hans: "提交内容", en: "What was submitted", ja: "申請の内容" }
    /// Case: heading of the approval.
    ops_approve_heading { zh_hans: "通过认证", en: "Approve", ja: "承認する" }
    /// Case: what approving does.
    ops_approve_text { zh_hans: "通过后，该账号即可购买。", en: "The account can buy from now on.", ja: "承認すると、このアカウントで購入できるようになります。" }
    /// Case: button of the approval.
    ops_approve_button(name: &str) { zh_hans: format!("通过“{name}”的认证"), en: format!("Approve {name}"), ja: format!("「{name}」を承認する") }
    /// Case: heading of the refusal.
    ops_refuse_heading { zh_hans: "拒绝", en: "Refuse", ja: "却下する" }
    /// Case: what refusing a verification does.
    ops_refuse_verification_text { zh_hans: "客户会看到原因，并可重新提交。", en: "The customer is shown the reason and may submit again.", ja: "お客様に理由が表示され、再提出できます。" }
    /// Case: button of a verification's refusal.
    ops_refuse_verification_button { zh_hans: "拒绝认证", en: "Refuse the verification", ja: "本人確認を却下する" }
    /// Case: heading of the confirmation of a top-up.
    ops_confirm_heading { zh_hans: "确认到账", en: "Confirm the money", ja: "入金を確認する" }
    /// Case: what the balance is before.
    ops_before { zh_hans: "确认前余额", en: "Balance before", ja: "確認前の残高" }
    /// Case: what the balance is after.
    ops_after { zh_hans: "确认后余额", en: "Balance after", ja: "確認後の残高" }
    /// Case: what is posted.
    ops_posting { zh_hans: "本次入账", en: "Posted", ja: "今回の入金" }
    /// Case: warns that a posting stays.
    ops_confirm_text { zh_hans: "入账后不可修改。请先核对银行到账金额与备注。", en: "A posting can’t be changed. Check amount and reference against the bank first.", ja: "入金の記録は変更できません。先に銀行の入金額と照合番号を確認してください。" }
    /// Case: button of the confirmation.
    ops_confirm_button(amount: &str) { zh_hans: format!("确认到账 {amount}"), en: format!("Confirm {amount}"), ja: format!("{amount} の入金を確認する") }
    /// Case: what refusing a top-up does.
    ops_refuse_top_up_text { zh_hans: "余额不变，客户会看到原因。", en: "The balance stays as it is; the customer is shown the reason.", ja: "残高は変わりません。お客様に理由が表示されます。" }
    /// Case: button of a top-up's refusal.
    ops_refuse_top_up_button { zh_hans: "拒绝充值", en: "Refuse the top-up", ja: "チャージを却下する" }
    /// Case: label of the reason.
    ops_reason { zh_hans: "拒绝原因", en: "Reason for the customer", ja: "お客様に表示する理由" }
    /// Case: hint at the reason.
    ops_reason_hint(most: usize) { zh_hans: format!("写明需要更正什么，最多 {most} 个字。"), en: format!("Say what has to be put right, in at most {most} characters."), ja: format!("何を直せばよいかを {most} 文字以内で書いてください。") }
    /// Refused: no reason.
    ops_wrong_reason { zh_hans: "请输入拒绝原因", en: "Enter the reason for the refusal", ja: "却下の理由を入力してください" }
    /// Refused: a long reason.
    ops_wrong_reason_long(most: usize) { zh_hans: format!("原因最多 {most} 个字"), en: format!("The reason has at most {most} characters"), ja: format!("理由は {most} 文字以内で入力してください") }
    /// Refused: letters that do not belong into a line.
    ops_wrong_reason_letters { zh_hans: "原因只能是一行普通文字", en: "The reason is one line of ordinary text", ja: "理由は 1 行の通常の文字で入力してください" }
    /// Case: the password has to be given first; heading.
    ops_stale { zh_hans: "处理前请再次输入密码", en: "Enter your password before you decide", ja: "対応の前にパスワードを再入力してください" }
    /// Case: the password has to be given first; why.
    ops_stale_text { zh_hans: "距上次输入密码已有一段时间。", en: "It was last entered some time ago.", ja: "前回の入力から時間が経過しています。" }
    /// Case: link to the page that asks for the password.
    ops_stale_button { zh_hans: "输入密码", en: "Enter the password", ja: "パスワードを入力する" }
    /// Case: what was decided; heading.
    ops_decided { zh_hans: "处理结果", en: "What was decided", ja: "対応の結果" }
    /// Case: somebody decided first; heading.
    ops_decided_before { zh_hans: "已有人处理过", en: "This has been decided already", ja: "すでに対応済みです" }
    /// Case: somebody decided first; what was done.
    ops_decided_before_text { zh_hans: "您刚才的操作没有产生任何更改。处理结果如下。", en: "Nothing was changed by what you just sent. What was decided stands below.", ja: "今回の操作による変更はありません。対応の結果は以下のとおりです。" }
    /// Case: label of when it was decided.
    ops_decided_at { zh_hans: "处理时间", en: "Decided", ja: "対応した日時" }
    /// Link back to the queue.
    ops_back { zh_hans: "返回待办事项", en: "Back to the queue", ja: "対応待ちの一覧へ戻る" }
    /// Notice: a verification was approved.
    notice_verification_approved { zh_hans: "实名认证已通过。", en: "The verification is approved.", ja: "本人確認を承認しました。" }
    /// Notice: a verification was refused.
    notice_verification_refused { zh_hans: "实名认证已拒绝，客户会看到原因。", en: "The verification is refused; the customer sees the reason.", ja: "本人確認を却下しました。お客様に理由が表示されます。" }
    /// Notice: a top-up was confirmed.
    notice_top_up_decided { zh_hans: "充值已确认，金额已计入客户余额。", en: "The top-up is confirmed and on the customer’s balance.", ja: "チャージを確認し、お客様の残高に反映しました。" }
    /// Notice: a top-up was refused.
    notice_top_up_refused { zh_hans: "充值已拒绝，客户会看到原因。", en: "The top-up is refused; the customer sees the reason.", ja: "チャージを却下しました。お客様に理由が表示されます。" }
}
