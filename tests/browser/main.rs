//! Tests in headless Chromium, one binary: what a person sees and does, with and without JavaScript.

#[cfg(test)]
mod buying;
#[cfg(test)]
mod calling;
#[cfg(test)]
mod changing;
#[cfg(test)]
mod console;
#[cfg(test)]
mod dialogs;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod leaving;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod prepaid;
#[cfg(test)]
mod scripts;
#[cfg(test)]
mod support;
#[cfg(test)]
mod team;
#[cfg(test)]
mod walk;
