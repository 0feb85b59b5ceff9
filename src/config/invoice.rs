//! What bills as PDF need besides the bill: a font with Chinese and Japanese, who sells, and the tax that prices include.

use std::path::PathBuf;

use clap::Args;
use serde::Deserialize;

/// Where Debian puts the font of its package `fonts-noto-cjk`.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// What a user may set, each value optional; in the file under `[invoice]`.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct InvoiceSettings {
    /// A font file with Chinese and Japanese, for bills as PDF
    #[arg(long, env = "IM_CONSOLE_PDF_FONT", value_name = "PATH")]
    pub pdf_font: Option<PathBuf>,
    /// Who sells, as bills name it
    #[arg(long, env = "IM_CONSOLE_SELLER", value_name = "NAME")]
    pub seller: Option<String>,
    /// The seller's registration number, as bills give it
    #[arg(long, env = "IM_CONSOLE_SELLER_REGISTRATION", value_name = "NUMBER")]
    pub seller_registration: Option<String>,
    /// The tax that prices include, in percent; bills say how much it is
    #[arg(long, env = "IM_CONSOLE_TAX_PERCENT", value_name = "PERCENT")]
    pub tax_percent: Option<u32>,
}

impl InvoiceSettings {
    /// These settings, and those of `under` where these are silent.
    #[must_use]
    pub fn over(self, under: Self) -> Self {
        Self {
            pdf_font: self.pdf_font.or(under.pdf_font),
            seller: self.seller.or(under.seller),
            seller_registration: self.seller_registration.or(under.seller_registration),
            tax_percent: self.tax_percent.or(under.tax_percent),
        }
    }
}

/// What bills as PDF are made with.
#[derive(Clone, Debug)]
pub struct Invoice {
    /// The font file.
    pub font: PathBuf,
    /// Who sells; none where the product stands for it.
    pub seller: Option<String>,
    /// The seller's registration number.
    pub registration: Option<String>,
    /// The tax that prices include, in percent.
    pub tax_percent: Option<u32>,
}

impl From<InvoiceSettings> for Invoice {
    fn from(settings: InvoiceSettings) -> Self {
        Self {
            font: settings.pdf_font.unwrap_or_else(|| PathBuf::from(FONT)),
            seller: settings.seller,
            registration: settings.seller_registration,
            tax_percent: settings.tax_percent,
        }
    }
}
