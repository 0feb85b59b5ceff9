//! Words that every page uses: the frame around it, buttons, states.

messages! {
    /// The product's name.
    product_name { zh_hans: "云讯控制台", en: "IM Console", ja: "IMコンソール" }
    /// Link that jumps over the frame.
    skip_to_content { zh_hans: "跳到主要内容", en: "Skip to main content", ja: "本文へ移動" }
    /// Button that ends the session.
    sign_out { zh_hans: "退出登录", en: "Sign out", ja: "サインアウト" }
}
