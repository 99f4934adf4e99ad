/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/codes.h"

#include <glib/gi18n.h>

/* Indexed by code; codes start at 1. */
static const char *
get_name (const char *const *names, gsize n_names, int code)
{
  return code > 0 && (gsize) code < n_names ? _ (names[code]) : NULL;
}

#define GET_NAME(names, code) get_name (names, G_N_ELEMENTS (names), code)

static const char *const client_kind_names[] = {
  [TRANCHE_CLIENT_HOUSEHOLD] = N_ ("Household"), [TRANCHE_CLIENT_INDIVIDUAL] = N_ ("Individual"),
  [TRANCHE_CLIENT_COMPANY] = N_ ("Company"),     [TRANCHE_CLIENT_TRUST] = N_ ("Trust"),
  [TRANCHE_CLIENT_SMSF] = N_ ("SMSF"),           [TRANCHE_CLIENT_BUSINESS] = N_ ("Business"),
};

static const char *const member_role_names[] = {
  [TRANCHE_MEMBER_PRIMARY_CONTACT] = N_ ("Primary contact"),
  [TRANCHE_MEMBER_PARTNER] = N_ ("Partner"),
  [TRANCHE_MEMBER_DEPENDANT] = N_ ("Dependant"),
  [TRANCHE_MEMBER_DIRECTOR] = N_ ("Director"),
  [TRANCHE_MEMBER_TRUSTEE] = N_ ("Trustee"),
  [TRANCHE_MEMBER_EMPLOYEE] = N_ ("Employee"),
  [TRANCHE_MEMBER_BENEFICIARY] = N_ ("Beneficiary"),
  [TRANCHE_MEMBER_OTHER] = N_ ("Other"),
};

static const char *const group_kind_names[] = {
  [TRANCHE_GROUP_FAMILY] = N_ ("Family group"),
  [TRANCHE_GROUP_EMPLOYER] = N_ ("Employer group"),
};

static const char *const provider_kind_names[] = {
  [TRANCHE_PROVIDER_PRODUCT] = N_ ("Product provider"),
  [TRANCHE_PROVIDER_DIVISION] = N_ ("Own division"),
};

static const char *const model_level_names[] = {
  [TRANCHE_MODEL_BUILT_IN] = N_ ("Built-in"),
  [TRANCHE_MODEL_LICENSEE] = N_ ("Licensee"),
  [TRANCHE_MODEL_PRACTICE] = N_ ("Practice"),
};

static const char *const role_level_names[] = {
  [TRANCHE_ROLE_LICENSEE] = N_ ("Licensee"),
  [TRANCHE_ROLE_PRACTICE] = N_ ("Practice"),
  [TRANCHE_ROLE_OFFICE] = N_ ("Office"),
};

static const char *const segment_colour_names[] = {
  [TRANCHE_COLOUR_BLUE] = N_ ("Blue"),     [TRANCHE_COLOUR_TEAL] = N_ ("Teal"),
  [TRANCHE_COLOUR_GREEN] = N_ ("Green"),   [TRANCHE_COLOUR_YELLOW] = N_ ("Yellow"),
  [TRANCHE_COLOUR_ORANGE] = N_ ("Orange"), [TRANCHE_COLOUR_RED] = N_ ("Red"),
  [TRANCHE_COLOUR_PINK] = N_ ("Pink"),     [TRANCHE_COLOUR_PURPLE] = N_ ("Purple"),
  [TRANCHE_COLOUR_SLATE] = N_ ("Slate"),
};

static const char *const segment_mark_names[] = {
  [TRANCHE_MARK_CIRCLE] = N_ ("Circle"),   [TRANCHE_MARK_TRIANGLE] = N_ ("Triangle"),
  [TRANCHE_MARK_DIAMOND] = N_ ("Diamond"), [TRANCHE_MARK_SQUARE] = N_ ("Square"),
  [TRANCHE_MARK_STAR] = N_ ("Star"),       [TRANCHE_MARK_PENTAGON] = N_ ("Pentagon"),
  [TRANCHE_MARK_HEXAGON] = N_ ("Hexagon"), [TRANCHE_MARK_CROSS] = N_ ("Cross"),
  [TRANCHE_MARK_RING] = N_ ("Ring"),
};

static const char *const benefit_kind_names[] = {
  [TRANCHE_BENEFIT_GIVEN] = N_ ("Always included"),
  [TRANCHE_BENEFIT_CORE] = N_ ("Core service"),
  [TRANCHE_BENEFIT_ADDITIONAL] = N_ ("Additional service"),
};

static const char *const strategy_target_names[] = {
  [TRANCHE_TARGET_INDIVIDUAL] = N_ ("Individual clients"),
  [TRANCHE_TARGET_GROUP] = N_ ("Client groups"),
};

static const char *const agreement_kind_names[] = {
  [TRANCHE_AGREEMENT_ONGOING] = N_ ("Ongoing fee arrangement"),
  [TRANCHE_AGREEMENT_FIXED_TERM] = N_ ("Fixed term agreement"),
};

static const char *const agreement_state_names[] = {
  [TRANCHE_AGREEMENT_DRAFT] = N_ ("Draft"),   [TRANCHE_AGREEMENT_ISSUED] = N_ ("Issued"),
  [TRANCHE_AGREEMENT_SIGNED] = N_ ("Signed"), [TRANCHE_AGREEMENT_EXPIRED] = N_ ("Expired"),
  [TRANCHE_AGREEMENT_ENDED] = N_ ("Ended"),   [TRANCHE_AGREEMENT_SUPERSEDED] = N_ ("Superseded"),
};

static const char *const fee_basis_names[] = {
  [TRANCHE_FEE_FIXED] = N_ ("Fixed amount"),
  [TRANCHE_FEE_ESTIMATE] = N_ ("Estimate"),
};

static const char *const document_kind_names[] = {
  [TRANCHE_DOCUMENT_FDS] = N_ ("Fee Disclosure Statement / Annual summary of services and fees"),
  [TRANCHE_DOCUMENT_OFA] = N_ ("Ongoing fee arrangement schedule"),
  [TRANCHE_DOCUMENT_FTA] = N_ ("Fixed term agreement schedule"),
};

const char *
tranche_client_kind_get_name (int kind)
{
  return GET_NAME (client_kind_names, kind);
}

const char *
tranche_member_role_get_name (int role)
{
  return GET_NAME (member_role_names, role);
}

const char *
tranche_group_kind_get_name (int kind)
{
  return GET_NAME (group_kind_names, kind);
}

const char *
tranche_provider_kind_get_name (int kind)
{
  return GET_NAME (provider_kind_names, kind);
}

const char *
tranche_model_level_get_name (int level)
{
  return GET_NAME (model_level_names, level);
}

const char *
tranche_role_level_get_name (int level)
{
  return GET_NAME (role_level_names, level);
}

const char *
tranche_segment_colour_get_name (int colour)
{
  return GET_NAME (segment_colour_names, colour);
}

const char *
tranche_segment_mark_get_name (int mark)
{
  return GET_NAME (segment_mark_names, mark);
}

const char *
tranche_benefit_kind_get_name (int kind)
{
  return GET_NAME (benefit_kind_names, kind);
}

const char *
tranche_strategy_target_get_name (int target)
{
  return GET_NAME (strategy_target_names, target);
}

const char *
tranche_agreement_kind_get_name (int kind)
{
  return GET_NAME (agreement_kind_names, kind);
}

const char *
tranche_agreement_state_get_name (int state)
{
  return GET_NAME (agreement_state_names, state);
}

const char *
tranche_fee_basis_get_name (int basis)
{
  return GET_NAME (fee_basis_names, basis);
}

const char *
tranche_document_kind_get_name (int kind)
{
  return GET_NAME (document_kind_names, kind);
}
