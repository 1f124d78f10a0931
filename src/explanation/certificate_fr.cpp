#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view french_certificate(CertificatePhrase phrase) {
  switch (phrase) {
    case CertificatePhrase::signature_changed:
      return "la signature de {keys} ne correspond pas à ce texte\u00A0: le texte ou la signature a été modifié";
    case CertificatePhrase::signature_missing:
      return "aucune clé de confiance ne l'a signé\u00A0; son texte n'est pas examiné";
    case CertificatePhrase::signed_by: return "signé par {keys}";
    case CertificatePhrase::signed_by_others: return "signatures d'autres, qui ne comptent pas\u00A0: {count}";
    case CertificatePhrase::no_certificate: return "il est signé, mais ce n'est pas un certificat\u00A0: {why}";
    case CertificatePhrase::certificate: return "un certificat de tri, délivré à cet instant\u00A0: {instant}";
    case CertificatePhrase::row: return "{count} ligne";
    case CertificatePhrase::rows: return "{count} lignes";
    case CertificatePhrase::counts_agree:
      return "{rows} = autorisées\u00A0: {permitted} + refusées\u00A0: {refused}, et la somme des motifs";
    case CertificatePhrase::rows_do_not_add_up:
      return "la somme des lignes autorisées et refusées n'est pas le total des lignes";
    case CertificatePhrase::reasons_do_not_add_up: return "la somme des lignes par motif n'est pas le total des lignes";
    case CertificatePhrase::unreadable_beyond_refused: return "plus de lignes sont illisibles que refusées";
    case CertificatePhrase::valid_for_no_time:
      return "il vaut jusqu'à un instant qui n'est pas après celui de la décision";
    case CertificatePhrase::log_shrinks: return "le journal {log} finit avant de commencer";
    case CertificatePhrase::log_two_roots: return "le journal {log} a deux racines pour une même taille";
    case CertificatePhrase::log_empty_root: return "le journal {log} a une racine sur rien";
    case CertificatePhrase::was_valid: return "il valait jusqu'à cet instant\u00A0: {instant}\u00A0; refaites le tri";
    case CertificatePhrase::holds_until: return "il vaut jusqu'à cet instant\u00A0: {instant}";
    case CertificatePhrase::does_not_end: return "il ne prend pas fin de lui-même";
    case CertificatePhrase::begins_later: return "il ne vaut qu'à partir de cet instant\u00A0: {instant}";
    case CertificatePhrase::rules_hold:
      return "le jeu de règles {regime} version {version} est en vigueur tel qu'il a été certifié";
    case CertificatePhrase::rules_ended:
      return "le jeu de règles {regime} version {version} était en vigueur jusqu'au {day}\u00A0; refaites le tri";
    case CertificatePhrase::rules_replaced:
      return "le jeu de règles {regime} version {version} n'est pas en vigueur, la version {other} l'est\u00A0; "
             "refaites le tri";
    case CertificatePhrase::rules_differ: return "le jeu de règles {regime} version {version} a ici un autre texte";
    case CertificatePhrase::other_length:
      return "c'est un autre fichier (octets\u00A0: {found}, certifiés\u00A0: {certified})";
    case CertificatePhrase::other_bytes:
      return "c'est un autre fichier\u00A0: de la longueur certifiée, mais avec d'autres octets";
    case CertificatePhrase::other_rows:
      return "lignes qu'il contient\u00A0: {found}\u00A0; certifiées\u00A0: {certified}";
    case CertificatePhrase::other_unreadable:
      return "lignes illisibles qu'il contient\u00A0: {found}\u00A0; certifiées\u00A0: {certified}";
    case CertificatePhrase::same_file: return "c'est le fichier certifié (octets\u00A0: {bytes}, {rows})";
    case CertificatePhrase::entry_missing: return "le journal {log} n'a pas l'entrée {index}";
    case CertificatePhrase::log_short:
      return "entrées du journal {log}\u00A0: {found}\u00A0; certifiées\u00A0: {certified}";
    case CertificatePhrase::roots_hold:
      return "le journal {log} a les racines certifiées (entrées\u00A0: {begin} et {end})";
    case CertificatePhrase::other_root:
      return "le journal {log} a une autre racine (entrées\u00A0: {size})\u00A0: c'est un autre registre, ou il a été "
             "modifié";
    case CertificatePhrase::entry_damaged: return "l'entrée {entry} est endommagée";
    case CertificatePhrase::nothing_since: return "rien n'a été enregistré depuis le début du tri";
    case CertificatePhrase::recorded_since:
      return "enregistré depuis le début du tri (sur certains clients\u00A0: {accounts}, sur tous\u00A0: {all})\u00A0; "
             "refaites le tri avant l'usage";
    case CertificatePhrase::further_clause: return "\u00A0; ";
  }
  return {};
}

}  // namespace assent::explanation
