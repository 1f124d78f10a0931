// What is said about rows: one language's tables. Internal to explanation.
#pragma once

#include "explanation/row_words.hpp"

namespace assent {

RowWords english_words(TextFault code);
RowWords english_words(TelephoneFault code);
RowWords english_words(CellFault code);
RowWords english_words(ListFault code);
RowWords english_words(Mending code);
RowWords english_words(UnfitChoice code);
RowWords english_words(RowPhrase code);

RowWords arabic_words(TextFault code);
RowWords arabic_words(TelephoneFault code);
RowWords arabic_words(CellFault code);
RowWords arabic_words(ListFault code);
RowWords arabic_words(Mending code);
RowWords arabic_words(UnfitChoice code);
RowWords arabic_words(RowPhrase code);

RowWords french_words(TextFault code);
RowWords french_words(TelephoneFault code);
RowWords french_words(CellFault code);
RowWords french_words(ListFault code);
RowWords french_words(Mending code);
RowWords french_words(UnfitChoice code);
RowWords french_words(RowPhrase code);

}  // namespace assent
