/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * The codes that the store keeps. Append only: a number, once used, means the same for ever.
 */

typedef enum
{
  TRANCHE_PARTY_CLIENT = 1,
  TRANCHE_PARTY_PERSON = 2,
  TRANCHE_PARTY_GROUP = 3,
  TRANCHE_PARTY_PROVIDER = 4,
  TRANCHE_PARTY_DIVISION = 5,
  TRANCHE_PARTY_TEAM_MEMBER = 6,
} TranchePartyKind;

typedef enum
{
  TRANCHE_CLIENT_HOUSEHOLD = 1,
  TRANCHE_CLIENT_INDIVIDUAL = 2,
  TRANCHE_CLIENT_COMPANY = 3,
  TRANCHE_CLIENT_TRUST = 4,
  TRANCHE_CLIENT_SMSF = 5,
  TRANCHE_CLIENT_BUSINESS = 6,
} TrancheClientKind;

typedef enum
{
  TRANCHE_MEMBER_PRIMARY_CONTACT = 1,
  TRANCHE_MEMBER_PARTNER = 2,
  TRANCHE_MEMBER_DEPENDANT = 3,
  TRANCHE_MEMBER_DIRECTOR = 4,
  TRANCHE_MEMBER_TRUSTEE = 5,
  TRANCHE_MEMBER_EMPLOYEE = 6,
  TRANCHE_MEMBER_BENEFICIARY = 7,
  TRANCHE_MEMBER_OTHER = 8,
} TrancheMemberRole;

typedef enum
{
  TRANCHE_GROUP_FAMILY = 1,
  TRANCHE_GROUP_EMPLOYER = 2,
} TrancheGroupKind;

typedef enum
{
  TRANCHE_PROVIDER_PRODUCT = 1,
  TRANCHE_PROVIDER_DIVISION = 2,
} TrancheProviderKind;

typedef enum
{
  TRANCHE_MODEL_BUILT_IN = 1,
  TRANCHE_MODEL_LICENSEE = 2,
  TRANCHE_MODEL_PRACTICE = 3,
} TrancheModelLevel;

typedef enum
{
  TRANCHE_ROLE_LICENSEE = 1,
  TRANCHE_ROLE_PRACTICE = 2,
  TRANCHE_ROLE_OFFICE = 3,
} TrancheRoleLevel;

typedef enum
{
  TRANCHE_PERMISSION_SEE_ALL_CLIENTS = 1 << 0,
  TRANCHE_PERMISSION_EDIT_CLIENTS = 1 << 1,
  TRANCHE_PERMISSION_EDIT_PRACTICE_MODEL = 1 << 2,
  TRANCHE_PERMISSION_EDIT_LICENSEE_MODEL = 1 << 3,
  TRANCHE_PERMISSION_EDIT_STRATEGY = 1 << 4,
  TRANCHE_PERMISSION_RUN_SEGMENTATION = 1 << 5,
  TRANCHE_PERMISSION_SET_SEGMENT_BY_HAND = 1 << 6,
  TRANCHE_PERMISSION_IMPORT = 1 << 7,
  TRANCHE_PERMISSION_EDIT_AGREEMENTS = 1 << 8,
  TRANCHE_PERMISSION_ISSUE_DOCUMENTS = 1 << 9,
  TRANCHE_PERMISSION_MANAGE_TEAM = 1 << 10,
  TRANCHE_PERMISSION_MANAGE_SETTINGS = 1 << 11,
  TRANCHE_PERMISSION_READ_AUDIT_TRAIL = 1 << 12,
} TranchePermissions;

/* Named after libadwaita's accent colours, which have a light and a dark form. */
typedef enum
{
  TRANCHE_COLOUR_BLUE = 1,
  TRANCHE_COLOUR_TEAL = 2,
  TRANCHE_COLOUR_GREEN = 3,
  TRANCHE_COLOUR_YELLOW = 4,
  TRANCHE_COLOUR_ORANGE = 5,
  TRANCHE_COLOUR_RED = 6,
  TRANCHE_COLOUR_PINK = 7,
  TRANCHE_COLOUR_PURPLE = 8,
  TRANCHE_COLOUR_SLATE = 9,
} TrancheSegmentColour;

/* The shape that a segment is known by where colour can't be seen. */
typedef enum
{
  TRANCHE_MARK_CIRCLE = 1,
  TRANCHE_MARK_TRIANGLE = 2,
  TRANCHE_MARK_DIAMOND = 3,
  TRANCHE_MARK_SQUARE = 4,
  TRANCHE_MARK_STAR = 5,
  TRANCHE_MARK_PENTAGON = 6,
  TRANCHE_MARK_HEXAGON = 7,
  TRANCHE_MARK_CROSS = 8,
  TRANCHE_MARK_RING = 9,
} TrancheSegmentMark;

/* Given: always there, never tracked. Core: promised and tracked. Additional: on request, printed
 * when delivered. */
typedef enum
{
  TRANCHE_BENEFIT_GIVEN = 1,
  TRANCHE_BENEFIT_CORE = 2,
  TRANCHE_BENEFIT_ADDITIONAL = 3,
} TrancheBenefitKind;

typedef enum
{
  TRANCHE_TARGET_INDIVIDUAL = 1,
  TRANCHE_TARGET_GROUP = 2,
} TrancheStrategyTarget;

typedef enum
{
  TRANCHE_STATEMENT_COUNTED = 1,
  TRANCHE_STATEMENT_WITHDRAWN = 2,
} TrancheStatementState;

typedef enum
{
  TRANCHE_RUN_DONE = 1,
  TRANCHE_RUN_UNDONE = 2,
} TrancheRunState;

typedef enum
{
  TRANCHE_AGREEMENT_ONGOING = 1,
  TRANCHE_AGREEMENT_FIXED_TERM = 2,
} TrancheAgreementKind;

typedef enum
{
  TRANCHE_AGREEMENT_DRAFT = 1,
  TRANCHE_AGREEMENT_ISSUED = 2,
  TRANCHE_AGREEMENT_SIGNED = 3,
  TRANCHE_AGREEMENT_EXPIRED = 4,
  TRANCHE_AGREEMENT_ENDED = 5,
  TRANCHE_AGREEMENT_SUPERSEDED = 6,
} TrancheAgreementState;

typedef enum
{
  TRANCHE_FEE_FIXED = 1,
  TRANCHE_FEE_ESTIMATE = 2,
} TrancheFeeBasis;

typedef enum
{
  TRANCHE_DOCUMENT_FDS = 1,
  TRANCHE_DOCUMENT_OFA = 2,
  TRANCHE_DOCUMENT_FTA = 3,
} TrancheDocumentKind;

typedef enum
{
  TRANCHE_OPERATION_EDIT = 1,
  TRANCHE_OPERATION_IMPORT = 2,
  TRANCHE_OPERATION_RUN = 3,
  TRANCHE_OPERATION_UNDO = 4,
  TRANCHE_OPERATION_REDO = 5,
  TRANCHE_OPERATION_ISSUE = 6,
  TRANCHE_OPERATION_CREATE = 7, /* of the file, and of sample content: not undone */
  TRANCHE_OPERATION_SWITCH = 8, /* to another segmentation model: records, and runs of their own */
} TrancheOperationKind;

/* What of a segmentation run's inputs an operation touched: see "stale since". */
typedef enum
{
  TRANCHE_AFFECTS_NOTHING = 0,
  TRANCHE_AFFECTS_PRODUCTION = 1 << 0,
  TRANCHE_AFFECTS_MEMBERSHIP = 1 << 1,
  TRANCHE_AFFECTS_LIMITS = 1 << 2,
  TRANCHE_AFFECTS_SETTINGS = 1 << 3,
} TrancheAffects;

/* The name of a code in the user's language, or NULL for a code that a newer version must have
 * written. */
const char *tranche_client_kind_get_name (int kind);
const char *tranche_member_role_get_name (int role);
const char *tranche_group_kind_get_name (int kind);
const char *tranche_provider_kind_get_name (int kind);
const char *tranche_model_level_get_name (int level);
const char *tranche_role_level_get_name (int level);
const char *tranche_segment_colour_get_name (int colour);
const char *tranche_segment_mark_get_name (int mark);
const char *tranche_benefit_kind_get_name (int kind);
const char *tranche_strategy_target_get_name (int target);
const char *tranche_agreement_kind_get_name (int kind);
const char *tranche_agreement_state_get_name (int state);
const char *tranche_fee_basis_get_name (int basis);
const char *tranche_document_kind_get_name (int kind);

G_END_DECLS
