//! Words of the pages that stand in for the one asked for: what happened, and what to do now.

messages! {
    /// 400: title.
    fault_bad_request_title { zh_hans: "无法读取这个请求", en: "This request cannot be read", ja: "リクエストを読み取れません" }
    /// 400: what to do.
    fault_bad_request_text {
        zh_hans: "地址或表单的内容不完整。请返回上一页，重新填写后再提交。",
        en: "The address or the form is not complete. Go back, fill it in again and send it once more.",
        ja: "アドレスまたはフォームの内容が正しくありません。前のページに戻り、入力し直して送信してください。",
    }
    /// 403 for a request that another site caused: title.
    fault_cross_site_title { zh_hans: "请求来自其他网站", en: "This request came from another site", ja: "別のサイトからのリクエストです" }
    /// 403 for a request that another site caused: what to do.
    fault_cross_site_text {
        zh_hans: "为保护您的账号，我们没有执行它。请在本控制台中打开相应页面，再次操作。",
        en: "To protect your account, nothing was done. Open the page in this console and try there.",
        ja: "アカウントを保護するため、処理は行われていません。このコンソールで該当ページを開き、操作し直してください。",
    }
    /// 403: title.
    fault_forbidden_title { zh_hans: "您没有权限进行此操作", en: "You may not do this", ja: "この操作を行う権限がありません" }
    /// 404: title.
    fault_not_found_title { zh_hans: "找不到这个页面", en: "Page not found", ja: "ページが見つかりません" }
    /// 404: what to do.
    fault_not_found_text {
        zh_hans: "地址可能有误，或者内容已被删除。请检查地址，或从应用管理重新进入。",
        en: "The address may be mistyped, or what was here has been deleted. Check the address, or start again from your applications.",
        ja: "アドレスが間違っているか、内容が削除された可能性があります。アドレスを確認するか、アプリ管理から開き直してください。",
    }
    /// 405: title.
    fault_method_title { zh_hans: "这个地址不能这样访问", en: "This address cannot be used this way", ja: "このアドレスはこの方法では利用できません" }
    /// 405: what to do.
    fault_method_text {
        zh_hans: "请回到表单所在的页面，通过页面上的按钮操作。",
        en: "Go to the page that has the form, and use its buttons.",
        ja: "フォームのあるページを開き、ページ上のボタンから操作してください。",
    }
    /// 408: title.
    fault_too_slow_title { zh_hans: "请求未能完整送达", en: "The request did not arrive in full", ja: "リクエストが最後まで届きませんでした" }
    /// 408: what to do.
    fault_too_slow_text {
        zh_hans: "没有进行任何更改。请检查网络连接，然后重新提交。",
        en: "Nothing was changed. Check your connection, then send it again.",
        ja: "変更は行われていません。接続を確認してから、もう一度送信してください。",
    }
    /// 409: title.
    fault_conflict_title { zh_hans: "内容已发生变化", en: "Something has changed in the meantime", ja: "内容が変更されています" }
    /// 413: title.
    fault_too_large_title { zh_hans: "提交的内容过大", en: "What you sent is too large", ja: "送信内容が大きすぎます" }
    /// 413: what to do.
    fault_too_large_text {
        zh_hans: "没有进行任何更改。请缩短填写的内容或换一个更小的文件，然后重新提交。",
        en: "Nothing was changed. Shorten the text or choose a smaller file, then send it again.",
        ja: "変更は行われていません。入力内容を短くするか、より小さいファイルを選んで、もう一度送信してください。",
    }
    /// 422 where no form can be shown again: title.
    fault_unprocessable_title { zh_hans: "有内容需要修改", en: "Some answers need changing", ja: "修正が必要な項目があります" }
    /// 422 where no form can be shown again: what to do.
    fault_unprocessable_text {
        zh_hans: "没有进行任何更改。请返回上一页，修改后重新提交。",
        en: "Nothing was changed. Go back, change them and send the form again.",
        ja: "変更は行われていません。前のページに戻り、修正してから送信してください。",
    }
    /// 429: title.
    fault_too_many_title { zh_hans: "尝试次数过多", en: "Too many attempts", ja: "試行回数が多すぎます" }
    /// 429: when to try again.
    fault_too_many_text(time: &str) {
        zh_hans: format!("请在 {time} 后重试。"),
        en: format!("Try again after {time}."),
        ja: format!("{time} 以降にもう一度お試しください。"),
    }
    /// 500: title.
    fault_internal_title { zh_hans: "页面出错了，问题在我们这边", en: "Something went wrong on our side", ja: "システム側で問題が発生しました" }
    /// 500: what to do.
    fault_internal_text {
        zh_hans: "您的操作可能没有完成。请先查看是否已经生效，再重试；如果仍然出错，请把下面的编号告诉我们。",
        en: "Your request may not have been completed. Please look whether it was done before you try again; if it happens again, tell us the reference below.",
        ja: "操作が完了していない可能性があります。反映されているかどうかを確認してから、もう一度お試しください。繰り返し発生する場合は、下記の番号をお知らせください。",
    }
    /// Label of the number under which the log holds a fault.
    fault_reference { zh_hans: "问题编号", en: "Reference", ja: "お問い合わせ番号" }
    /// 503: title.
    fault_busy_title { zh_hans: "系统繁忙", en: "The console is busy", ja: "ただいま混み合っています" }
    /// 503: what to do.
    fault_busy_text {
        zh_hans: "没有进行任何更改，也没有扣款。请稍等片刻后重试。",
        en: "Nothing was changed and nothing was charged. Wait a moment, then try again.",
        ja: "変更も請求も行われていません。少し待ってから、もう一度お試しください。",
    }
    /// 503 when the outcome is not known: title.
    fault_unsure_title { zh_hans: "未能确认操作结果", en: "We could not confirm the outcome", ja: "結果を確認できませんでした" }
    /// 503 when the outcome is not known: what to do.
    fault_unsure_text {
        zh_hans: "数据库没有回应，无法确定您的操作是否已经完成。请先查看是否已经生效，再重试。",
        en: "The database did not answer, so your request may have been completed or not. Please look whether it was done before you try again.",
        ja: "データベースから応答がなく、操作が完了したかどうかを確認できません。反映されているかどうかを確認してから、もう一度お試しください。",
    }
}
