//! The query language in examples: one table for help, the manual and the README.

use crate::text::Lang;

/// An example of the language and what it asks for.
#[derive(Debug)]
pub struct Example {
    /// What is typed.
    pub example: &'static str,
    meaning: [&'static str; 2],
}

impl Example {
    /// What it asks for.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        self.meaning[usize::from(lang == Lang::Ja)]
    }
}

macro_rules! examples {
    ($(#[$doc:meta])* $name:ident: $($example:literal $en:literal $ja:literal;)*) => {
        $(#[$doc])*
        pub const $name: &[Example] = &[$(Example { example: $example, meaning: [$en, $ja] },)*];
    };
}

examples! {
    /// Where a line is read otherwise than fzf reads it, and what it then asks for.
    UNLIKE_FZF:
    "science" "letters near each other, as a word, its beginning, initials or reading; fzf: in order, however far apart" "まとまった文字（語、語頭、頭文字、読み）。fzf は離れていても順に並べばよい";
    "sciense" "one slip, only where nothing else matches, and told; fzf: no match" "ほかに一致がないときだけ一字の誤りを許し、そう示す。fzf は一致しない";
    "ITER   Zürich" "the same as in small letters and without marks; fzf: a capital or a mark asks for itself" "大文字・小文字や記号の有無を問わない。fzf は大文字などを区別する";
    "フォーラム   ﾌｫｰﾗﾑ   forum" "kana in any form and Latin letters in any width are one; fzf: as they stand" "ひらがな・カタカナ、全角・半角を同じとみなす。fzf は区別する";
    "^world   forum$   'forum'" "of one title or name; fzf: of the whole line" "ひとつの題名・名称について。fzf は行全体";
    "'科学'" "a word begins and ends where the script changes too; fzf: all kana and kanji are one run" "字種の変わり目も語の境。fzf はかなと漢字を区切らない";
    "!forum" "not in title, names or summary; a note or source may have it" "題名・名称・要約にないもの。注と出典は問わない";
    "\"world science\"" "a phrase in quotes; fzf: two words with quotes in them" "引用符で囲んだ語句。fzf は引用符も文字";
    "country:JP   1999   2005..2015" "fields and dates; as text they are written '1999; fzf: text" "項目と年月。文字としては '1999 と書く。fzf は文字";
    "science |" "a bar at the end waits; fzf: a word" "行末の縦線は続きを待つ。fzf は文字";
    "forum sort:score" "the best match first, where asked; otherwise by date; fzf: always by score" "一致順は指定したときだけ、ふだんは年代順。fzf は常に一致順";
}

examples! {
    /// The language in examples, in the order in which they are taught.
    LANGUAGE:
    "science advice" "both words, in titles, names, places or summaries" "両方の語を含む（題名・名称・場所・要約）";
    "\"world science forum\"" "the phrase, exactly" "この語句そのもの";
    "'iter   'iter'" "contained exactly; as a whole word" "そのまま含む／語として一致";
    "^first   forum$" "at the start, at the end of a title or name" "題名や名称の始め／終わり";
    "!meeting   !country:US" "not" "除く";
    "forum | summit" "either" "どちらか";
    "country:JP,US" "any of these countries (names, codes, 日本 all work)" "いずれかの国（名称・略号・英語も可）";
    "country:JP country:US" "all of these" "すべて";
    "country:@asean theme:@security" "the members of a region, the themes of a group" "地域の構成国、分野のまとまり";
    "org:ユネスコ person:kishi" "an organization, a person" "組織、人物";
    "actor:icsu post:adviser place:rio tag:x" "other fields; era: and source: too" "その他の項目（era: source: も）";
    "kind:report weight:3 weight:2.." "what kind of event, how weighty (3 is a milestone)" "種別、重み（3 は画期）";
    "1999   1990s   2005..2015   ..1970   2015.." "years: whatever overlaps them" "年（重なるものすべて）";
    "2024-03   March 2011   2011年3月   令和6" "months and Japanese years" "年月、和暦";
    "199X   2025-21   2012年度   2010年以降" "EDTF; fiscal years; Japanese spans" "EDTF、年度、以降・以前・から・まで";
    "before:2000 after:2010-05 on:2024" "ends before, begins after, wholly inside" "より前に終わる、より後に始まる、その中";
    "is:planned is:unconfirmed is:past" "announced; announced with no outcome told; happened" "予定、結果不明、過去";
    "is:ongoing is:span is:disputed" "going on; with two ends; sources disagree" "継続中、期間、出典の食い違い";
    "kagaku   かがく   科学" "a reading finds its kanji" "読みでも漢字が見つかる";
    "title:law id:2016-02-fmstan-founded" "in the title alone; one event" "題名だけ、ひとつの出来事";
    "vs:country:JP vs:country:US 2000.." "two sides against each other" "二つを比べる";
    "vs:\"country:JP theme:space\"" "one side against the rest; in quotes where it holds blanks" "一つをその他と比べる（空白を含むときは引用符で囲む）";
    "sort:-date sort:score" "newest first, best match first" "新しい順、一致順";
    "view:lanes lanes:theme zoom:10y" "lanes of themes, ten years wide; view: names every view" "分野の帯を10年幅で（view: で画面を選ぶ）";
    "view:matrix lanes:country columns:decade" "countries by decade; columns: 5y, year or a field" "国を10年ごとに数える（columns: は 5y、year、項目名）";
    "view:together org:cern" "who appears with CERN, and how much more often than by chance; lanes:country for countries" "CERNと共に現れるものと、偶然に比べた頻度（lanes:country は国）";
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn every_example_is_read_without_a_mistake() {
        for row in LANGUAGE.iter().chain(UNLIKE_FZF) {
            assert_eq!(parse(row.example).errors, [], "{}", row.example);
        }
    }
}
