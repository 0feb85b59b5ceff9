//! The `im-console` program: reads the command line and hands it to `cli`.

use std::process::ExitCode;

use clap::Parser as _;
use im_console::cli::{Cli, run};

fn main() -> ExitCode {
    run(Cli::parse())
}
