//! The guide beside the data says what the data says.

use std::fs;

use scidip::data::{ActorKind, Dataset, EventKind, Input, Options, read};
use scidip::text::Lang;

use crate::{SET, folder, none};

fn guide() -> String {
    fs::read_to_string(folder().join("README.md")).unwrap()
}

/// The taxonomy as the guide prints it.
fn taxonomy() -> String {
    let mut rows = Vec::new();
    for group in &SET.groups {
        rows.push(format!("\n### `{}`: {} / {}\n", group.id, group.name.en, group.name.ja));
        rows.push("| id | theme | what belongs to it |\n|---|---|---|".to_owned());
        for theme in SET.themes.iter().filter(|theme| theme.group == group.id) {
            rows.push(format!("| `{}` | {} / {} | {} |", theme.id, theme.name.en, theme.name.ja, theme.summary.en));
        }
    }
    rows.join("\n") + "\n"
}

#[test]
fn the_taxonomy_of_the_guide_is_that_of_the_data() {
    assert!(guide().contains(&taxonomy()), "the guide should say:\n{}", taxonomy());
}

#[test]
fn the_guide_explains_every_kind() {
    let events = EventKind::NAMES.iter().zip(EventKind::ALL).map(|(name, kind)| (name, kind.label(Lang::Ja)));
    let actors = ActorKind::NAMES.iter().zip(ActorKind::ALL).map(|(name, kind)| (name, kind.label(Lang::Ja)));
    let guide = guide();
    let missing: Vec<String> = events
        .chain(actors)
        .map(|(name, ja)| format!("| `{name}` | {ja} | "))
        .filter(|row| !guide.contains(row))
        .collect();
    none("rows that the guide lacks", &missing);
}

#[test]
fn the_guides_examples_are_good_data() {
    let guide = guide();
    let blocks: Vec<&str> = guide.split("```ron\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(blocks.len() > 1, "the guide has no examples");
    for block in blocks {
        let own = |id: &str| block.contains(&format!("id: \"{id}\", date:"));
        let events = SET.events.iter().filter(|event| !own(&event.id)).cloned().collect();
        let base = Dataset { events, ..SET.clone() };
        let input = Input { name: "README.md".into(), text: block.to_owned() };
        let loaded = read(&[input], Some(&base), Options { strict: true });
        none("problems of an example", &loaded.problems.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
}
