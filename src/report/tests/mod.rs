//! What a report promises, on terms made by hand.

pub(in crate::report) mod fixture;
mod guide;
mod headings;
mod members;
mod outlines;
mod paper;
mod people;
mod periods;
mod photo_annex;
mod provenance;
mod settlement;
