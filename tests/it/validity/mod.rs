//! Whether a served page is good HTML: `vnu` asks the Nu HTML checker about many pages in one JVM, `dom` checks what
//! no validator knows, such as one `h1`, a label for each control and no inline script. Neither knows a route.

pub(crate) mod dom;
pub(crate) mod vnu;

mod dom_tests;
mod vnu_tests;
