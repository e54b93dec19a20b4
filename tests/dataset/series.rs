//! Series of events: complete, in order, each step linked by `Next`, without forks.

use std::collections::HashMap;

use scidip::data::{Event, Link};

use crate::{SET, event, none};

/// A series: the ids of its events in order. Every event whose id holds one of `signs` belongs to it, but for `besides`.
struct Series {
    name: &'static str,
    events: &'static str,
    signs: &'static str,
    besides: &'static str,
}

fn ids(list: &'static str) -> Vec<&'static str> {
    list.split_whitespace().collect()
}

const SERIES: &[Series] = &[
    Series {
        name: "World Science Forum, 1st to 12th",
        events: "2003-wsf-1 2005-wsf-2 2007-wsf-3 2009-wsf-4 2011-wsf-5 2013-wsf-6 2015-wsf-7 2017-wsf-8 \
            2019-11-wsf-9 2022-wsf-10 2024-11-wsf-11 2026-11-wsf-12",
        signs: "-wsf-",
        besides: "",
    },
    Series {
        name: "INGSA, from its founding to the conference of 2027",
        events: "2014-ingsa 2016-ingsa-brussels 2018-11-ingsa-tokyo 2021-ingsa-montreal 2024-05-ingsa-kigali \
            2027-ingsa-malaysia",
        signs: "-ingsa",
        besides: "2021-ingsa-ngo 2022-ingsa-strategic-plan 2024-11-ingsa-board 2025-02-ingsa-members",
    },
    Series {
        name: "meetings of FMSTAN",
        events: "2016-02-fmstan 2017-09-fmstan-talloires 2018-05-fmstan-geneva 2018-11-fmstan-tokyo \
            2019-02-fmstan-muscat 2019-11-fmstan-vienna 2022-03-fmstan-cadarache 2022-10-fmstan-geneva \
            2024-05-fmstan-kigali 2025-12-fmstan-copenhagen",
        signs: "-fmstan",
        besides: "2023-11-gruber-fmstan-chair",
    },
    Series {
        name: "Japan's symposia on science and technology diplomacy",
        events: "2016-05-symposium-1 2019-12-symposium-2 2024-03-symposium-3",
        signs: "-symposium-",
        besides: "",
    },
    Series {
        name: "TICAD",
        events: "2016-08-ticad-6 2019-08-ticad-7 2022-ticad-8 2025-08-ticad-9",
        signs: "-ticad-",
        besides: "2019-03-ticad-proposal",
    },
    Series {
        name: "summits of the G8 and G7",
        events: "2004-06-g8-nonproliferation 2012-05-g8-camp-david 2013-06-g8-lough-erne 2016-05-g7-ise-shima \
            2023-05-g7-hiroshima 2024-06-g7-apulia 2025-06-g7-kananaskis",
        signs: "-g8- -g7-",
        besides: "2022-06-g7-science-ministers 2023-g7-science-ministers 2023-japan-g7-presidency \
            2023-03-g7-sta-roundtable 2024-07-g7-bologna",
    },
    Series {
        name: "meetings of the G7 science ministers",
        events: "2022-06-g7-science-ministers 2023-g7-science-ministers 2024-07-g7-bologna",
        signs: "-g7-science-ministers",
        besides: "",
    },
    Series {
        name: "summits of the G20",
        events: "2019-06-g20-osaka 2023-09-g20-new-delhi 2025-g20-south-africa",
        signs: "-g20-",
        besides: "2023-india-g20-presidency 2023-03-g20-csar-1 2023-08-g20-csar-2 2023-09-g20-african-union \
            2025-09-g20-csar",
    },
    Series {
        name: "roundtables of the G20's chief science advisers",
        events: "2023-03-g20-csar-1 2023-08-g20-csar-2 2025-09-g20-csar",
        signs: "-g20-csar",
        besides: "",
    },
    Series {
        name: "roundtables of science advisers in Kyoto",
        events: "2022-csa-roundtable 2023-10-csa-roundtable 2024-10-csa-roundtable",
        signs: "-csa-roundtable",
        besides: "",
    },
    Series {
        name: "conferences of the parties to the climate convention",
        events: "1995-cop1 1997-12-kyoto-protocol 2015-12-paris-agreement 2022-cop27 2026-11-cop31 2027-cop32",
        signs: "-cop1 -cop2 -cop3",
        besides: "",
    },
    Series {
        name: "summits on artificial intelligence, from Bletchley Park on",
        events: "2023-11-ai-safety-summit 2024-05-ai-seoul-summit 2025-02-ai-action-summit 2026-02-ai-impact-summit \
            2027-ai-summit-geneva",
        signs: "-ai-safety- -ai-seoul- -ai-action- -ai-impact- -ai-summit",
        besides: "2025-04-kigali-ai-summit",
    },
    Series {
        name: "UN STI Forum",
        events: "2016-06-sti-forum-1 2017-05-sti-forum-2 2024-05-sti-forum-9 2025-05-sti-forum-10",
        signs: "-sti-forum",
        besides: "",
    },
    Series {
        name: "STS forum",
        events: "2004-sts-forum 2023-10-sts-forum-20 2024-10-sts-forum-21 2025-10-sts-forum-22",
        signs: "-sts-forum",
        besides: "2002-sts-forum-idea 2006-sts-forum-npo",
    },
    Series {
        name: "GESDA summits",
        events: "2024-10-gesda-summit 2025-10-gesda-summit",
        signs: "-gesda-summit",
        besides: "",
    },
    Series {
        name: "European Science Diplomacy Conference",
        events: "2023-12-eu-scidip-conference-1 2025-12-eu-scidip-conference-2",
        signs: "-eu-scidip-conference",
        besides: "",
    },
    Series {
        name: "ministers of the OECD's committee for science policy",
        events: "2024-04-oecd-cstp-ministerial",
        signs: "-cstp-ministerial",
        besides: "",
    },
    Series {
        name: "Japan's basic plans",
        events: "1996-basic-plan-1 2011-08-basic-plan-4 2016-01-basic-plan-5 2021-03-basic-plan-6 \
            2026-04-basic-plan-7",
        signs: "-basic-plan-",
        besides: "2021-04-basic-plan-6-period 2024-basic-plan-7-drafting",
    },
    Series {
        name: "science advisers to the US Secretary of State",
        events: "2000-09-stas-neureiter 2003-stas-atkinson 2007-stas-fedoroff 2011-stas-colglazier \
            2015-stas-turekian 2019-stas-chiang 2023-09-stas-gruber 2025-01-gruber-leaves",
        signs: "-stas-",
        besides: "",
    },
    Series {
        name: "advisors to Japan's foreign minister",
        events: "2015-09-kishi-appointed 2020-04-matsumoto-appointed",
        signs: "",
        besides: "",
    },
];

fn next(event: &Event) -> Vec<&str> {
    event.links.iter().filter(|link| matches!(link, Link::Next(_))).map(Link::to).collect()
}

#[test]
fn the_named_series_are_whole_and_chained() {
    let mut faults = Vec::new();
    for series in SERIES {
        let mut fault = |text: String| faults.push(format!("{}: {text}", series.name));
        let (events, besides) = (ids(series.events), ids(series.besides));
        let missing = events.iter().chain(&besides).filter(|id| event(id).is_none());
        missing.for_each(|id| fault(format!("no event {id}")));
        for pair in events.windows(2) {
            let Some(first) = event(pair[0]) else { continue };
            if next(first) != [pair[1]] {
                fault(format!("{} is followed by {:?}, not by {}", pair[0], next(first), pair[1]));
            }
        }
        if let Some(last) = events.last().and_then(|id| event(id)).filter(|last| !next(last).is_empty()) {
            fault(format!("goes on after {}: add the event to the table", last.id));
        }
        for event in &SET.events {
            let signed = ids(series.signs).iter().any(|sign| event.id.contains(sign));
            if signed && !events.contains(&&*event.id) && !besides.contains(&&*event.id) {
                fault(format!("{} is neither in the series nor beside it", event.id));
            }
            if next(event).contains(&events[0]) {
                fault(format!("begins before {}: {}", events[0], event.id));
            }
        }
    }
    none("series", &faults);
}

#[test]
fn every_chain_runs_forward_and_has_no_fork() {
    let mut faults = Vec::new();
    let mut before: HashMap<&str, &str> = HashMap::new();
    for event in &SET.events {
        let next = next(event);
        if next.len() > 1 {
            faults.push(format!("{} is followed by {}", event.id, next.join(" and ")));
        }
        for to in next {
            if let Some(other) = before.insert(to, &event.id) {
                faults.push(format!("{to} follows {other} and {}", event.id));
            }
        }
    }
    none("forks", &faults);
}

#[test]
fn no_effect_comes_before_its_cause_and_no_step_goes_back() {
    let mut faults = Vec::new();
    for one in &SET.events {
        for link in &one.links {
            let (Some(from), Some(to)) = (&one.date, event(link.to()).and_then(|to| to.date.as_ref())) else {
                continue;
            };
            let backward = match link {
                Link::Next(_) => from.earliest > to.earliest,
                Link::LedTo(_) => from.earliest > to.latest,
                Link::Revises(_) => from.latest < to.earliest,
                _ => false,
            };
            if backward {
                let (rel, from, to) = (link.rel(), from.as_str(), to.as_str());
                faults.push(format!("{} ({from}) {rel} {} ({to})", one.id, link.to()));
            }
        }
    }
    none("links against time", &faults);
}
