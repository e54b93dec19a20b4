//! The program's own words in both languages, one table.

use super::Lang;

/// Declares the words of the program: a name, the English and the Japanese wording.
macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        /// One word or sentence of the program; `{}` marks where a value goes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the wording beside each name says what it is
        pub enum Word { $($name,)* }

        impl Word {
            /// Every word, for tests over the table.
            pub const ALL: &[Word] = &[$(Word::$name,)*];

            /// The wording in a language.
            pub fn in_lang(self, lang: Lang) -> &'static str {
                match (self, lang) { $((Word::$name, Lang::En) => $en, (Word::$name, Lang::Ja) => $ja,)* }
            }
        }
    };
}

words! {
    Country: "Country and region", "国・地域";
    Organization: "Organization", "組織";
    Theme: "Theme", "分野";
    Timeline: "Timeline", "年表";
    Detail: "Detail", "詳細";
}

impl Word {
    /// The wording with values put where the braces stand, in order.
    pub fn with(self, lang: Lang, values: &[&dyn std::fmt::Display]) -> String {
        let mut out = String::new();
        let mut values = values.iter();
        let mut rest = self.in_lang(lang);
        while let Some(at) = rest.find("{}") {
            out.push_str(&rest[..at]);
            if let Some(value) = values.next() {
                out.push_str(&value.to_string());
            }
            rest = &rest[at + 2..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_wordings_of_a_word_take_the_same_number_of_values() {
        for word in Word::ALL {
            let [en, ja] = [Lang::En, Lang::Ja].map(|lang| word.in_lang(lang).matches("{}").count());
            assert_eq!(en, ja, "{word:?}");
        }
    }
}
