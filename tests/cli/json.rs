//! The shape of the machine formats, which is promised.

use super::*;

/// The names of an object, sorted.
fn names(value: &Value) -> String {
    let mut names: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names.join(" ")
}

fn built_in() -> Vec<Value> {
    let text = run(["list", "-f", "ndjson", TODAY]).found();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_event_has_the_names_that_are_promised() {
    let events = built_in();
    assert!(events.len() >= 148);
    let promised = "actors countries date disputed earliest id kind latest links note place planned sources state \
                    summary tags themes title url weight";
    let mut seen = HashSet::new();
    for event in &events {
        assert_eq!(names(event), promised);
        for text in ["title", "summary", "place", "note"] {
            assert_eq!(names(&event[text]), "en ja", "{event}");
            assert!(event[text]["en"].is_string() && event[text]["ja"].is_string(), "{event}");
        }
        assert_eq!(["date", "earliest", "kind", "state", "url"].map(|name| event[name].is_string()), [true; 5]);
        assert!(event["latest"].is_string() || event["latest"].is_null(), "an open end is null");
        assert!(event["planned"].is_string() || event["planned"].is_null());
        assert!(matches!(event["weight"].as_u64(), Some(1..=3)), "{event}");
        let known = ["past", "ongoing", "planned", "unconfirmed"];
        assert!(known.contains(&event["state"].as_str().unwrap()), "{event}");
        let lists = |name: &'static str| {
            let list = event[name].as_array().unwrap();
            (!list.is_empty()).then_some(name)
        };
        seen.extend(["actors", "countries", "themes", "links", "sources", "disputed"].into_iter().filter_map(lists));
        for (list, promised) in [
            ("actors", "acronym id kind name"),
            ("links", "rel to"),
            ("sources", "at id url"),
            ("disputed", "date note sources"),
        ] {
            assert!(event[list].as_array().unwrap().iter().all(|item| names(item) == promised), "{list}: {event}");
        }
        assert!(event["actors"].as_array().unwrap().iter().all(|actor| names(&actor["name"]) == "en ja"));
        assert!(event["sources"].as_array().unwrap().iter().all(|source| names(&source["at"]) == "en ja"));
        for dispute in event["disputed"].as_array().unwrap() {
            assert_eq!(names(&dispute["note"]), "en ja");
            assert!(dispute["sources"].as_array().unwrap().iter().all(|source| names(source) == "at id url"));
        }
    }
    assert_eq!(seen.len(), 6, "each list is used somewhere: {seen:?}");
}

#[test]
fn ids_are_unique_and_links_lead_to_them() {
    let events = built_in();
    let id = |event: &Value| event["id"].as_str().unwrap().to_owned();
    let ids: HashSet<String> = events.iter().map(id).collect();
    assert_eq!(ids.len(), events.len());
    let links = events.iter().flat_map(|event| event["links"].as_array().unwrap());
    for link in links {
        assert!(ids.contains(link["to"].as_str().unwrap()), "{link}");
    }
}

#[test]
fn events_come_by_date_and_both_forms_are_the_same() {
    let events = built_in();
    assert!(events.is_sorted_by_key(|event| event["earliest"].as_str().unwrap().to_owned()));
    let array: Vec<Value> = serde_json::from_str(&run(["list", "-f", "json", TODAY]).found()).unwrap();
    assert_eq!(array, events);
}

#[test]
fn what_is_shown_is_what_is_in_the_file() {
    let text = small(&["list", "-f", "ndjson", "id:fmstan | id:iiasa | id:satreps | id:wsf-12"]).found();
    let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [iiasa, satreps, fmstan, forum] = &events[..] else { panic!("{text}") };
    assert_eq!(iiasa["disputed"][0]["date"], "1964");
    assert_eq!(iiasa["disputed"][0]["sources"][0]["id"], "report");
    assert_eq!(iiasa["disputed"][0]["sources"][0]["at"]["en"], "§1.1");
    assert_eq!(iiasa["countries"], serde_json::json!(["AT", "US", "SUHH"]));
    assert_eq!((&satreps["earliest"], &satreps["latest"]), (&"2008-01-01".into(), &Value::Null));
    assert_eq!((&fmstan["earliest"], &fmstan["latest"]), (&"2016-02-01".into(), &"2016-02-29".into()));
    assert_eq!(fmstan["actors"][0]["acronym"], "FMSTAN");
    assert_eq!(fmstan["actors"][0]["kind"], "Network");
    assert_eq!(fmstan["actors"][1]["name"]["ja"], "岸輝雄");
    assert_eq!((&forum["planned"], &forum["state"]), (&"2025-02".into(), &"unconfirmed".into()));
}
