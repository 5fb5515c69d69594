-- A claim of an issuance that was voided after its posting had been asked for; what became of it is in posting.
create table fence (
    payment_id  text not null,
    claim_index int  not null,
    issuance    int  not null,
    primary key (payment_id, claim_index, issuance),
    foreign key (payment_id, claim_index) references claim
);
-- Voided before there were fences: all that was posted of it is taken for asked.
insert into fence (payment_id, claim_index, issuance)
select distinct p.payment_id, o.claim_index, p.issuance
  from payment p
  join posting o on o.payment_id = p.payment_id and o.issuance = p.issuance
 where p.status = 'VOIDED';
