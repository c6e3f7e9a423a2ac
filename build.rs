//! Takes the faces that a PDF is set in out of the crate that carries many families, so that the program holds these
//! four files only.

use std::path::PathBuf;

/// The faces by the names that `src/document/pdf/fonts.rs` includes, with their places among the files of the crate.
/// All are of Libertinus Serif; its bold italic face (3) lacks Ơ and Ư, the semibold italic one (5) has them. Should the
/// crate change its order, a test of that file fails.
const FACES: [(&str, usize); 4] = [("regular", 0), ("bold", 1), ("italic", 2), ("bold-italic", 5)];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no folder to write to")?);
    for (name, place) in FACES {
        let face = typst_assets::fonts().nth(place).ok_or("the crate of fonts carries fewer files")?;
        std::fs::write(folder.join(format!("{name}.otf")), face)?;
    }
    Ok(())
}
