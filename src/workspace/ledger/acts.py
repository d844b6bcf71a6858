"""Every act of the room, and the plain sentence the timeline tells of it.

To add an act, add a row here. Places in a sentence are filled from the `names`
the service recorded with the act; names come in both languages.
"""

from __future__ import annotations

from enum import StrEnum

from workspace.wording import Words


class Act(StrEnum):
    """What can be done in the room; the value is the name of its rule."""

    # who may act
    DUTY_GIVEN = "units.duty_given"
    DUTY_ENDED = "units.duty_ended"
    PERSON_LOCKED = "units.person_locked"
    PERSON_UNLOCKED = "units.person_unlocked"
    UNIT_ADDED = "units.unit_added"
    INVITED = "units.invited"
    INVITATION_TAKEN = "units.invitation_taken"
    MANDATE_GIVEN = "units.mandate_given"
    MANDATE_ENDED = "units.mandate_ended"
    HOLIDAYS_SET = "units.holidays_set"
    # matters
    CASE_IMPORTED = "matters.case_imported"
    MATTER_RAISED = "matters.matter_raised"
    MATTER_CLOSED = "matters.matter_closed"
    NATURE_STATED = "matters.nature_stated"
    WORDS_GIVEN = "matters.words_given"
    POSITION_STATED = "matters.position_stated"
    FILE_ATTACHED = "matters.file_attached"
    EVIDENCE_LINKED = "matters.evidence_linked"
    SEAT_GIVEN = "matters.seat_given"
    PART_DONE = "matters.part_done"
    PART_REOPENED = "matters.part_reopened"
    RUNG_AGREED = "matters.rung_agreed"
    RUNG_UNAGREED = "matters.rung_unagreed"
    CLIMBED = "matters.climbed"
    IMPOSED = "matters.imposed"
    LAPSED = "matters.lapsed"
    # consent
    TEXT_PREPARED = "consent.text_prepared"
    PROPOSED = "consent.proposed"
    TEXT_CHANGED = "consent.text_changed"
    AMENDMENT_SUGGESTED = "consent.amendment_suggested"
    AMENDMENT_DECLINED = "consent.amendment_declined"
    STANCE_PREPARED = "consent.stance_prepared"
    STANCE_RETURNED = "consent.stance_returned"
    CONSENTED = "consent.consented"
    STOOD_ASIDE = "consent.stood_aside"
    OBJECTED = "consent.objected"
    CONSENT_WITHDRAWN = "consent.consent_withdrawn"
    CONSENT_ENTERED = "consent.consent_entered"
    CONSENT_CONFIRMED = "consent.consent_confirmed"
    CONSENT_DENIED = "consent.consent_denied"
    CONSENT_EXPIRED = "consent.consent_expired"
    PROPOSAL_WITHDRAWN = "consent.proposal_withdrawn"
    # agreements
    AGREEMENT_ISSUED = "agreements.issued"
    AGREEMENT_SIGNED = "agreements.signed"
    AGREEMENT_REFUSED = "agreements.refused"
    AGREEMENT_HANDED_OVER = "agreements.handed_over"
    SCAN_RECEIVED = "agreements.scan_received"
    # commitments
    COMMITTED = "commitments.committed"
    PROGRESS_REPORTED = "commitments.progress_reported"
    DELIVERED = "commitments.delivered"
    VERIFIED = "commitments.verified"
    RETURNED = "commitments.returned"
    EXTENSION_ASKED = "commitments.extension_asked"
    EXTENSION_OBJECTED = "commitments.extension_objected"
    EXTENSION_GRANTED = "commitments.extension_granted"
    COMMITMENT_WITHDRAWN = "commitments.commitment_withdrawn"
    COMMITMENT_LATE = "commitments.late"
    REMINDED = "commitments.reminded"
    HELP_ASKED = "commitments.help_asked"
    HELP_RAISED = "commitments.help_raised"
    HELP_ANSWERED = "commitments.help_answered"
    HELP_WITHDRAWN = "commitments.help_withdrawn"
    OUTCOME_NOTED = "commitments.outcome_noted"
    # voices
    VOICE_ASKED = "voices.asked"
    VOICE_RAISED = "voices.raised"
    VOICE_ANSWERED = "voices.answered"
    VOICE_PUBLISHED = "voices.published"


SENTENCES: dict[Act, Words] = {
    Act.DUTY_GIVEN: Words("{person}任{duty}。", "{person} was made {duty}."),
    Act.DUTY_ENDED: Words("{person}不再任{duty}。", "{person} is no longer {duty}."),
    Act.PERSON_LOCKED: Words(
        "{person}的账号停用。", "The account of {person} was locked."
    ),
    Act.PERSON_UNLOCKED: Words(
        "{person}的账号恢复。", "The account of {person} was unlocked."
    ),
    Act.UNIT_ADDED: Words("登记单位{unit}。", "{unit} was entered as a unit."),
    Act.INVITED: Words(
        "邀请{person}为{unit}办事。", "{person} was invited to act for {unit}."
    ),
    Act.INVITATION_TAKEN: Words(
        "{person}接受了邀请。", "{person} took up the invitation."
    ),
    Act.MANDATE_GIVEN: Words(
        "{person}受权为{unit}{powers}。", "{person} may act for {unit}: {powers}."
    ),
    Act.MANDATE_ENDED: Words(
        "{person}为{unit}办事的授权结束。", "{person}'s mandate for {unit} ended."
    ),
    Act.HOLIDAYS_SET: Words(
        "录入{year}年放假安排。", "The holidays of {year} were entered."
    ),
    Act.CASE_IMPORTED: Words("导入案例{case}。", "The case {case} was brought in."),
    Act.MATTER_RAISED: Words(
        "{unit}提出事项：{matter}。", "{unit} raised the matter: {matter}."
    ),
    Act.MATTER_CLOSED: Words(
        "{unit}办结事项。{reason}", "{unit} closed the matter. {reason}"
    ),
    Act.NATURE_STATED: Words(
        "{unit}说明了事项的性质。", "{unit} described the nature of the matter."
    ),
    Act.WORDS_GIVEN: Words("{unit}说了自己的话。", "{unit} put its side in words."),
    Act.POSITION_STATED: Words("{unit}表明了立场。", "{unit} stated a position."),
    Act.FILE_ATTACHED: Words("{unit}上传附件《{file}》。", "{unit} attached {file}."),
    Act.EVIDENCE_LINKED: Words(
        "{unit}附上依据《{title}》。", "{unit} linked evidence: {title}."
    ),
    Act.SEAT_GIVEN: Words(
        "请{seated}以{role}身份入席。", "{seated} was given a seat as {role}."
    ),
    Act.PART_DONE: Words(
        "{unit}办完了在“{rung}”的事。", "{unit} has done its part at {rung}."
    ),
    Act.PART_REOPENED: Words(
        "{unit}在“{rung}”的事重新打开。", "The part of {unit} at {rung} is open again."
    ),
    Act.RUNG_AGREED: Words(
        "各方已同意升到“{rung}”，待本级的事办完。",
        "All agreed on {rung}; it waits for the parts due on this rung.",
    ),
    Act.RUNG_UNAGREED: Words(
        "升到“{rung}”的同意不再齐备。", "The consent to {rung} is no longer complete."
    ),
    Act.CLIMBED: Words("升到“{rung}”。", "Climbed to {rung}."),
    Act.IMPOSED: Words(
        "{unit}指令定为“{rung}”，未经各方表态。{reason}",
        "{unit} set {rung} by mandate, without the parties' consent. {reason}",
    ),
    Act.LAPSED: Words(
        "{unit}提出退回“{rung}”。{reason}",
        "{unit} let the matter fall back to {rung}. {reason}",
    ),
    Act.TEXT_PREPARED: Words(
        "{unit}拟了升到“{rung}”的提案。", "{unit} drafted a proposal for {rung}."
    ),
    Act.PROPOSED: Words(
        "{unit}提请各方对“{rung}”第 {version} 稿表态。",
        "{unit} asked all parties about version {version} for {rung}.",
    ),
    Act.TEXT_CHANGED: Words(
        "{unit}改出第 {version} 稿，此前的表态全部清空。",
        "{unit} made version {version}; all stances so far were cleared.",
    ),
    Act.AMENDMENT_SUGGESTED: Words(
        "{unit}对第 {version} 稿提出修改。",
        "{unit} suggested an amendment to version {version}.",
    ),
    Act.AMENDMENT_DECLINED: Words(
        "{unit}没有采纳{other}的修改。{reason}",
        "{unit} declined the amendment of {other}. {reason}",
    ),
    Act.STANCE_PREPARED: Words(
        "{unit}拟办：{stance}第 {version} 稿，待审签。",
        "{unit} prepared: {stance} on version {version}, to be confirmed.",
    ),
    Act.STANCE_RETURNED: Words(
        "{unit}的拟办退回。{reason}",
        "The prepared stance of {unit} was sent back. {reason}",
    ),
    Act.CONSENTED: Words(
        "{unit}同意第 {version} 稿。", "{unit} consented to version {version}."
    ),
    Act.STOOD_ASIDE: Words(
        "{unit}不赞成但不阻拦第 {version} 稿。{reason}",
        "{unit} stood aside on version {version}. {reason}",
    ),
    Act.OBJECTED: Words(
        "{unit}对第 {version} 稿提出异议：{reason}",
        "{unit} objected to version {version}: {reason}",
    ),
    Act.CONSENT_WITHDRAWN: Words(
        "{unit}收回了对第 {version} 稿的表态。{reason}",
        "{unit} took back its stance on version {version}. {reason}",
    ),
    Act.CONSENT_ENTERED: Words(
        "代{unit}录入对第 {version} 稿的同意，{until} 前待确认。",
        "Consent of {unit} to version {version} was entered on its behalf, to be confirmed by {until}.",
    ),
    Act.CONSENT_CONFIRMED: Words(
        "{unit}确认了代录的同意（第 {version} 稿）。",
        "{unit} confirmed the consent entered on its behalf (version {version}).",
    ),
    Act.CONSENT_DENIED: Words(
        "{unit}否认了代录的同意（第 {version} 稿）。{reason}",
        "{unit} denied the consent entered on its behalf (version {version}). {reason}",
    ),
    Act.CONSENT_EXPIRED: Words(
        "代{unit}录入的同意逾期未确认，作废。",
        "The consent entered for {unit} was not confirmed in time and is void.",
    ),
    Act.PROPOSAL_WITHDRAWN: Words(
        "{unit}撤回了升到“{rung}”的提案。{reason}",
        "{unit} withdrew the proposal for {rung}. {reason}",
    ),
    Act.AGREEMENT_ISSUED: Words(
        "印出协议《{title}》待签。", "The agreement {title} was issued for signature."
    ),
    Act.AGREEMENT_SIGNED: Words("{unit}签署《{title}》。", "{unit} signed {title}."),
    Act.AGREEMENT_REFUSED: Words(
        "{unit}没有签署《{title}》：{reason}",
        "{unit} refused to sign {title}: {reason}",
    ),
    Act.AGREEMENT_HANDED_OVER: Words(
        "{unit}把签署转交{person}。", "{unit} handed the signature over to {person}."
    ),
    Act.SCAN_RECEIVED: Words(
        "{unit}交回《{title}》的用印扫描件。",
        "{unit} returned the sealed scan of {title}.",
    ),
    Act.COMMITTED: Words(
        "{unit}承诺：{title}，{due} 前。", "{unit} committed to {title} by {due}."
    ),
    Act.PROGRESS_REPORTED: Words(
        "{unit}报告进度：{title}。", "{unit} reported on {title}."
    ),
    Act.DELIVERED: Words(
        "{unit}报告办成：{title}，待对方核验。",
        "{unit} reported {title} as done, to be verified.",
    ),
    Act.VERIFIED: Words("{unit}核验通过：{title}。", "{unit} verified {title}."),
    Act.RETURNED: Words(
        "{unit}退回：{title}。{reason}", "{unit} sent back {title}. {reason}"
    ),
    Act.EXTENSION_ASKED: Words(
        "{unit}请求把“{title}”延到 {due}。{reason}",
        "{unit} asked to move {title} to {due}. {reason}",
    ),
    Act.EXTENSION_OBJECTED: Words(
        "{unit}不同意“{title}”延期。{reason}",
        "{unit} objected to the extension of {title}. {reason}",
    ),
    Act.EXTENSION_GRANTED: Words(
        "“{title}”延到 {due}。", "{title} was moved to {due}."
    ),
    Act.COMMITMENT_WITHDRAWN: Words(
        "{unit}撤回承诺：{title}。{reason}",
        "{unit} withdrew its commitment: {title}. {reason}",
    ),
    Act.COMMITMENT_LATE: Words(
        "{unit}的承诺过期未办成：{title}，{due} 到期。",
        "{unit} is late: {title} was due on {due}.",
    ),
    Act.REMINDED: Words("提醒{unit}：{title}。", "{unit} was reminded of {title}."),
    Act.HELP_ASKED: Words(
        "{unit}请{superior}帮一把：{reason}",
        "{unit} asked {superior} for help: {reason}",
    ),
    Act.HELP_RAISED: Words(
        "宽限期已过，求助升到{superior}。",
        "The grace is over: the request went up to {superior}.",
    ),
    Act.HELP_ANSWERED: Words(
        "{superior}答复，用的办法是“{tool}”。{answer}",
        "{superior} answered, by this means: {tool}. {answer}",
    ),
    Act.HELP_WITHDRAWN: Words(
        "{unit}收回求助。{reason}", "{unit} took back its call for help. {reason}"
    ),
    Act.OUTCOME_NOTED: Words("{unit}记下结果。", "{unit} noted an outcome."),
    Act.VOICE_ASKED: Words("{unit}向公众提问。", "{unit} asked the public a question."),
    Act.VOICE_RAISED: Words(
        "有居民、企业或协会反映问题。", "A resident, firm or association spoke up."
    ),
    Act.VOICE_ANSWERED: Words("{unit}作了答复。", "{unit} answered."),
    Act.VOICE_PUBLISHED: Words(
        "公开一条反映与答复。", "A statement and its answer were published."
    ),
}
