//! Where the pages are.

use super::Viewer;

/// Pages whose address has no variable part.
pub(super) const FIXED: &[(Viewer, &[&str])] = &[
    (
        Viewer::Stranger,
        &[
            "/sign-in",
            "/sign-in?next=/buy",
            "/sign-up",
            "/reset",
            "/reset/code",
            "/signed-out",
            "/help",
            "/sla",
            "/nowhere",
            "/operator/sign-in",
        ],
    ),
    (
        Viewer::Studio,
        &[
            "/apps",
            "/apps?q=nothing",
            "/apps/new",
            "/buy",
            "/billing",
            "/billing/bills",
            "/billing/bills/2026-11",
            "/billing/orders",
            "/billing/orders?status=canceled",
            "/billing/ledger",
            "/billing/top-ups",
            "/billing/top-ups/new",
            "/billing/vouchers",
            "/billing/renewals",
            "/billing/renewals?tab=automatic",
            "/billing/renewals?tab=ended",
            "/billing/renewals/check",
            "/billing/forecast",
            "/billing/budget",
            "/account",
            "/messages",
            "/messages?show=unread",
            "/messages?before=1.00000000-0000-0000-0000-000000000000",
            "/account/activity",
            "/account/activity?action=app_delete&by=visitor",
            "/tickets",
            "/tickets/new",
            "/verification",
            "/reauth",
            "/sandbox/clock",
            "/nowhere",
        ],
    ),
    (Viewer::Shop, &["/apps", "/apps/new", "/billing/renewals", "/billing/forecast"]),
    (
        Viewer::Newcomer,
        &[
            "/apps",
            "/buy",
            "/billing",
            "/billing/bills",
            "/billing/orders",
            "/billing/ledger",
            "/billing/top-ups",
            "/billing/vouchers",
            "/messages",
            "/tickets",
            "/verification",
        ],
    ),
    (Viewer::Operator, &["/operator", "/operator/account", "/operator/reauth", "/operator/audit?verify=yes"]),
];

/// Pages of an app, and by name the apps of the first customer whose pages are looked at.
pub(super) const OF_APPS: &[(&str, &[&str])] = &[
    ("/apps/{id}/profile", &["云上课堂"]),
    ("/apps/{id}/deactivate", &["星海社区", "老友圈"]),
    ("/apps/{id}/upgrade", &["老友圈", "星海社区"]),
    (
        "/apps/{id}/upgrade?edition=professional&for=professional&livestream_groups=yes&step=check",
        &["老友圈"],
    ),
    ("/apps/{id}/reconfigure", &["星河直播", "Tide_Chat"]),
    ("/apps/{id}/reconfigure?edition=ultimate&for=ultimate&step=check", &["Tide_Chat"]),
    ("/apps/{id}/history", &["云上课堂", "Tide_Chat"]),
    ("/apps/{id}/history?days=30", &["云上课堂"]),
    ("/apps/{id}/downgrade", &["老友圈", "云上课堂"]),
    ("/apps/{id}/audio-video", &["云上课堂", "星海社区", "试播间"]),
    ("/apps/{id}/delete", &["试播间"]),
    ("/apps/{id}/renew", &["云上课堂", "夜读会", "星海社区"]),
    ("/apps/{id}/upgrade-package", &["云上课堂", "夜读会"]),
    ("/apps/{id}/refund", &["云上课堂", "校园社团", "夜读会"]),
    ("/apps/{id}/refund?what=groups_per_user", &["云上课堂"]),
    ("/billing/renewals/check?months=6&app_{id}=yes", &["云上课堂", "星海社区"]),
    ("/buy?app={id}", &["云上课堂", "星海社区"]),
    ("/apps/{id}/administrators", &["云上课堂", "试播间"]),
    ("/apps/{id}/administrators/delete?name=lessons-ops", &["云上课堂"]),
    ("/apps/{id}/forecast", &["云上课堂", "Tide_Chat", "试播间"]),
    ("/apps/{id}/what-if", &["云上课堂", "Tide_Chat", "试播间"]),
    ("/apps/{id}/what-if?plan=renew&step=compare&months=12", &["云上课堂"]),
    ("/apps/{id}/key", &["云上课堂", "老友圈"]),
    ("/apps/{id}/key/rotate", &["云上课堂"]),
    ("/apps/{id}/usersig", &["云上课堂"]),
    ("/apps/{id}/push/new", &["云上课堂"]),
    ("/apps/{id}/push/new?vendor=apns", &["云上课堂"]),
    ("/apps/{id}/push/new?vendor=vivo", &["云上课堂"]),
    ("/apps/{id}/tags", &["云上课堂"]),
    ("/tickets/new?topic=delete_app&app={id}", &["旧版客服"]),
];

/// Other routes with a variable part, who sees them, and what stands there.
pub(super) const VARIABLE: &[(Viewer, &str, &str)] = &[
    (
        Viewer::Studio,
        "/apps/{id}",
        "SELECT CAST(MAX(sdk_app_id) AS TEXT) FROM apps a
         WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂') AND status <> 'deleted'
         GROUP BY status, edition, billing_mode,
         EXISTS (SELECT 1 FROM orders o WHERE o.sdk_app_id = a.sdk_app_id AND o.status = 'unpaid')",
    ),
    (
        Viewer::Studio,
        "/billing/refunds/{id}",
        "SELECT lower(hex(id)) FROM refunds WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')",
    ),
    (
        Viewer::Studio,
        "/orders/{no}",
        "SELECT MAX(no) FROM orders WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')
         GROUP BY kind, status, refunded > 0, voucher_id IS NULL",
    ),
    (
        Viewer::Studio,
        "/billing/bills/{month}",
        "SELECT month FROM bills WHERE account_id = (SELECT account_id FROM apps WHERE name = '云上课堂')",
    ),
    (
        Viewer::Studio,
        "/orders/{no}/cancel",
        "SELECT MAX(no) FROM orders WHERE status = 'unpaid'
         AND sdk_app_id = (SELECT sdk_app_id FROM apps WHERE name = '拼团助手')",
    ),
    (Viewer::Studio, "/billing/bills/{month}?group=tag:team", "SELECT MAX(month) FROM bills"),
    (Viewer::Studio, "/tickets/{id}", "SELECT lower(hex(id)) FROM tickets"),
    (Viewer::Operator, "/operator/tickets/{id}", "SELECT lower(hex(id)) FROM tickets"),
    (Viewer::Operator, "/operator/verifications/{id}", "SELECT lower(hex(id)) FROM verifications"),
    (Viewer::Operator, "/operator/top-ups/{id}", "SELECT lower(hex(id)) FROM topups LIMIT 1"),
];
